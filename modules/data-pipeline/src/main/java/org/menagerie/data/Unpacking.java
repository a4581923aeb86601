package org.menagerie.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** Unpacks what was fetched, never outside its folder and never more than was announced. */
final class Unpacking {
  private static final int BLOCK = 512;

  private Unpacking() {}

  /**
   * Unpacks a gzip file and gives the SHA-256 of what it holds.
   *
   * @param most bytes that it may hold
   */
  static String gzip(Path packed, Path target, long most) throws IOException {
    try (InputStream raw = Files.newInputStream(packed);
        InputStream in = new GZIPInputStream(raw, 1 << 16)) {
      return copy(in, target, most);
    } catch (java.util.zip.ZipException | EOFException e) {
      throw new Download.FailedException(packed.getFileName() + " is no whole gzip file");
    }
  }

  private static String copy(InputStream in, Path target, long most) throws IOException {
    MessageDigest digest = FileScan.sha256Digest();
    byte[] chunk = new byte[1 << 16];
    long total = 0;
    try (OutputStream out = Files.newOutputStream(target)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        total += n;
        if (total > most) {
          throw tooLarge(target, most);
        }
        digest.update(chunk, 0, n);
        out.write(chunk, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Unpacks the files of a gzipped tar archive into a folder; folders come with them.
   *
   * @param most bytes that all files may have together
   */
  static void tarGz(Path packed, Path folder, long most) throws IOException {
    try (InputStream raw = Files.newInputStream(packed);
        InputStream in = new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16)) {
      long left = most;
      byte[] header = in.readNBytes(BLOCK);
      while (header.length == BLOCK && header[0] != 0) { // a block of zeros ends the archive
        long size = size(header, packed);
        if (size > left) {
          throw tooLarge(packed, most);
        }
        left -= size;
        entry(in, header, size, folder);
        in.skipNBytes(Math.floorMod(-size, BLOCK));
        header = in.readNBytes(BLOCK);
      }
    } catch (java.util.zip.ZipException | EOFException e) {
      throw new Download.FailedException(packed.getFileName() + " is no whole tar.gz file");
    }
  }

  private static void entry(InputStream in, byte[] header, long size, Path folder)
      throws IOException {
    char type = (char) header[156];
    String name = text(header, 0, 100);
    switch (type) {
      case '0', '\0' -> {
        Path target = folder.resolve(name).normalize();
        if (!target.startsWith(folder) || target.equals(folder)) {
          throw new Download.FailedException("the archive has a file outside its folder: " + name);
        }
        Files.createDirectories(target.getParent());
        try (OutputStream out = Files.newOutputStream(target)) {
          long left = size;
          byte[] chunk = new byte[1 << 16];
          while (left > 0) {
            int n = in.readNBytes(chunk, 0, (int) Math.min(left, chunk.length));
            if (n == 0) {
              throw new EOFException(name);
            }
            out.write(chunk, 0, n);
            left -= n;
          }
        }
      }
      case '1', '2' -> throw new Download.FailedException("the archive has a link: " + name);
      default -> in.skipNBytes(size); // folders, and what newer archivers note
    }
  }

  private static long size(byte[] header, Path packed) throws IOException {
    String octal = text(header, 124, 12).strip();
    if (!octal.matches("[0-7]{1,12}")) {
      throw new Download.FailedException(packed.getFileName() + " is no tar archive");
    }
    return Long.parseLong(octal, 8);
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }

  private static Download.FailedException tooLarge(Path file, long most) {
    return new Download.FailedException(
        file.getFileName() + " unpacks to more than " + most + " bytes");
  }
}
