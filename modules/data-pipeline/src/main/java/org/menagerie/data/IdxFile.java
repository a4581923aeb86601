package org.menagerie.data;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.zip.ZipException;
import org.menagerie.core.InvalidInputException;

/**
 * Files in the idx format of MNIST, gzipped or not: a magic number, big-endian lengths, bytes.
 *
 * @param sha256 of the unpacked bytes, in hexadecimal
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
record IdxFile(int[] lengths, PixelStore rows, String sha256) {
  private static final int IMAGES = 0x803; // bytes in three dimensions
  private static final int LABELS = 0x801; // bytes in one
  private static final int MOST_SIDE = 4_096;

  /** Whether a file begins as one of pictures does. */
  static boolean holdsPictures(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream raw = Files.newInputStream(file);
        DataInputStream in = new DataInputStream(TableFile.decompressed(raw))) {
      return in.readInt() == IMAGES;
    } catch (IOException e) {
      return false;
    }
  }

  /** Grey pictures, [n, height, width]. */
  static IdxFile images(Path file) {
    return read(file, IMAGES, 3);
  }

  /** Class indices, [n]. */
  static IdxFile labels(Path file) {
    return read(file, LABELS, 1);
  }

  int size() {
    return lengths[0];
  }

  /** The values of a file of labels, 0 to 255. */
  IntStream values() {
    byte[] label = new byte[1];
    return IntStream.range(0, size())
        .map(
            i -> {
              rows.get(i, label);
              return label[0] & 0xff;
            });
  }

  private static IdxFile read(Path file, int magic, int dimensions) {
    MessageDigest digest = FileScan.sha256Digest();
    try (InputStream raw = Files.newInputStream(file);
        DigestInputStream hashed = new DigestInputStream(TableFile.decompressed(raw), digest)) {
      DataInputStream in = new DataInputStream(hashed);
      int found = in.readInt();
      if (found != magic) {
        String wanted = String.format("0x%08x", magic);
        throw refused(file, String.format("magic number 0x%08x, must be %s", found, wanted));
      }
      int[] lengths = new int[dimensions];
      int bytes = 1;
      for (int i = 0; i < dimensions; i++) {
        lengths[i] = in.readInt();
        boolean fits = lengths[i] > 0 && (i == 0 || lengths[i] <= MOST_SIDE);
        if (!fits) {
          throw refused(file, "length " + lengths[i] + " of dimension " + (i + 1));
        }
        bytes *= i == 0 ? 1 : lengths[i];
      }
      PixelStore rows = rows(file, in, lengths[0], bytes);
      in.transferTo(OutputStream.nullOutputStream());
      return new IdxFile(lengths, rows, HexFormat.of().formatHex(digest.digest()));
    } catch (EOFException | ZipException e) {
      throw refused(file, "the file ends too soon or is damaged");
    } catch (IOException e) {
      throw TableFile.unreadable(file.toString(), e);
    }
  }

  private static PixelStore rows(Path file, DataInputStream in, int n, int bytes)
      throws IOException {
    // a wrong length must not allocate what the file does not hold
    long most = Files.size(file) * 1_100; // deflate packs zeros 1 to 1032
    if ((long) n * bytes > most) {
      throw refused(file, "the file ends too soon for " + n + " rows of " + bytes + " bytes");
    }
    PixelStore rows = PixelStore.of(n, bytes);
    byte[] row = new byte[bytes];
    for (int i = 0; i < n; i++) {
      in.readFully(row);
      rows.put(i, row);
    }
    return rows;
  }

  private static InvalidInputException refused(Path file, String why) {
    return new InvalidInputException(file + " is no idx file that can be used: " + why);
  }
}
