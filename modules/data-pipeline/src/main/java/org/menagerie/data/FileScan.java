package org.menagerie.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.menagerie.core.InvalidInputException;

/**
 * One pass over a file's bytes.
 *
 * @param sha256 of the raw bytes, in hexadecimal
 * @param charset UTF-8, or windows-1252 where the bytes are not valid UTF-8
 * @param start the decoded beginning
 * @param whole whether {@code start} is the whole text
 */
record FileScan(String sha256, Charset charset, String start, boolean whole, List<String> notes) {
  private static final int START = 1 << 18;
  private static final Charset FALLBACK = Charset.forName("windows-1252");

  static FileScan of(URI uri, String name) {
    MessageDigest digest = sha256Digest();
    try (DigestInputStream raw = new DigestInputStream(uri.toURL().openStream(), digest)) {
      Content content = new Content(name);
      try (InputStream in = TableFile.decompressed(raw)) {
        byte[] chunk = new byte[1 << 16];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
          content.add(chunk, n);
        }
        raw.transferTo(java.io.OutputStream.nullOutputStream()); // bytes behind a gzip trailer
      }
      return content.scanned(HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      throw TableFile.unreadable(name, e);
    }
  }

  /** Hash of a text's bytes in UTF-8, in hexadecimal. */
  static String sha256(String text) {
    return HexFormat.of().formatHex(sha256Digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Hash of all that a stream gives, in hexadecimal. */
  static String sha256(InputStream in) throws IOException {
    DigestInputStream hashed = new DigestInputStream(in, sha256Digest());
    hashed.transferTo(java.io.OutputStream.nullOutputStream());
    return HexFormat.of().formatHex(hashed.getMessageDigest().digest());
  }

  static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** What the bytes so far say. */
  private static final class Content {
    private final String name;
    private final CharsetDecoder utf8 =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final CharBuffer text = CharBuffer.allocate(1 << 17);
    private final ByteBuffer pending = ByteBuffer.allocate((1 << 16) + 8);
    private final ByteArrayOutputStream start = new ByteArrayOutputStream();
    private boolean valid = true;
    private long bytes;

    Content(String name) {
      this.name = name;
    }

    void add(byte[] chunk, int n) {
      refuseNul(chunk, n);
      if (start.size() < START) {
        start.write(chunk, 0, Math.min(n, START - start.size()));
      }
      bytes += n;
      if (valid) {
        pending.put(chunk, 0, n).flip();
        valid = !utf8.decode(pending, text.clear(), false).isError();
        pending.compact();
      }
    }

    FileScan scanned(String sha256) {
      boolean isUtf8 = valid && !utf8.decode(pending.flip(), text.clear(), true).isError();
      Charset charset = isUtf8 ? StandardCharsets.UTF_8 : FALLBACK;
      String decoded = start.toString(charset);
      String bare = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
      if (bare.isBlank() && bytes <= START) {
        throw new InvalidInputException(name + " is empty");
      }
      List<String> notes =
          isUtf8
              ? List.of()
              : List.of(name + " is not valid UTF-8: read as windows-1252 (Western European)");
      return new FileScan(sha256, charset, bare, bytes <= START, notes);
    }

    private void refuseNul(byte[] chunk, int n) {
      for (int i = 0; i < n; i++) {
        if (chunk[i] == 0) {
          throw new InvalidInputException(
              name
                  + " is not a text file: byte "
                  + (bytes + i + 1)
                  + " is NUL (a CSV or TSV in UTF-8 is needed)");
        }
      }
    }
  }
}
