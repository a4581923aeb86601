package org.menagerie.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.menagerie.core.InvalidInputException;

/**
 * The binary version of CIFAR-10: records of a label and 32x32 pixels, all red ones first, then
 * green, then blue.
 */
final class CifarFiles {
  private static final int SIDE = 32;
  private static final int PLANE = SIDE * SIDE;
  private static final int RECORD = 1 + 3 * PLANE;
  private static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private CifarFiles() {}

  /** The training and test pictures of a folder with such files. */
  static Optional<PictureLayout> in(Path folder) {
    Path inner = folder.resolve("cifar-10-batches-bin");
    Path root = Files.isDirectory(inner) ? inner : folder;
    List<Path> batches = new ArrayList<>();
    for (int i = 1; Files.isRegularFile(root.resolve("data_batch_" + i + ".bin")); i++) {
      batches.add(root.resolve("data_batch_" + i + ".bin"));
    }
    if (batches.isEmpty()) {
      return Optional.empty();
    }
    Path test = root.resolve("test_batch.bin");
    List<String> classes = classes(root.resolve("batches.meta.txt"));
    RawPictures train = read("CIFAR training part", batches, classes);
    if (!Files.isRegularFile(test)) {
      return Optional.of(
          new PictureLayout(
              train.ofClasses(present(classes, train.labels())),
              Optional.empty(),
              List.of("no test_batch.bin, so the test part is split off")));
    }
    RawPictures tested = read("CIFAR test part", List.of(test), classes);
    List<String> present = present(classes, train.labels(), tested.labels());
    return Optional.of(
        new PictureLayout(
            train.ofClasses(present), Optional.of(tested.ofClasses(present)), List.of()));
  }

  // a part of the data may have been taken that lacks some classes
  private static List<String> present(List<String> classes, int[]... labels) {
    int[] codes = Arrays.stream(labels).flatMapToInt(Arrays::stream).distinct().sorted().toArray();
    return Arrays.stream(codes).mapToObj(classes::get).toList();
  }

  private static List<String> classes(Path meta) {
    try {
      return Files.isRegularFile(meta)
          ? Files.readString(meta, StandardCharsets.UTF_8)
              .lines()
              .filter(l -> !l.isBlank())
              .toList()
          : CLASSES;
    } catch (IOException e) {
      throw TableFile.unreadable(meta.toString(), e);
    }
  }

  private static RawPictures read(String name, List<Path> files, List<String> classes) {
    try {
      int n = 0;
      for (Path file : files) {
        if (Files.size(file) == 0 || Files.size(file) % RECORD != 0) {
          throw new InvalidInputException(
              file + " has " + Files.size(file) + " bytes, no multiple of " + RECORD);
        }
        n = Math.toIntExact(n + Files.size(file) / RECORD);
      }
      PictureForm form = new PictureForm(SIDE, SIDE, 3, Fit.STRETCH);
      PixelStore store = PixelStore.of(n, form.bytes());
      int[] labels = new int[n];
      MessageDigest digest = FileScan.sha256Digest();
      int row = 0;
      for (Path file : files) {
        row = read(file, digest, store, labels, row, classes.size());
      }
      String sha256 = HexFormat.of().formatHex(digest.digest());
      return new RawPictures(name, classes, form, store, labels, sha256, List.of());
    } catch (IOException e) {
      throw TableFile.unreadable(name, e);
    }
  }

  private static int read(
      Path file, MessageDigest digest, PixelStore store, int[] labels, int from, int classes)
      throws IOException {
    int row = from;
    try (InputStream raw = Files.newInputStream(file);
        InputStream buffered = new java.io.BufferedInputStream(raw, 1 << 16);
        DigestInputStream in = new DigestInputStream(buffered, digest)) {
      byte[] pixels = new byte[3 * PLANE];
      byte[] record = in.readNBytes(RECORD);
      for (; record.length == RECORD; record = in.readNBytes(RECORD)) {
        labels[row] = record[0] & 0xff;
        if (labels[row] >= classes) {
          throw new InvalidInputException(
              file + " holds label " + labels[row] + "; there are " + classes + " classes");
        }
        for (int p = 0; p < PLANE; p++) {
          for (int c = 0; c < 3; c++) {
            pixels[3 * p + c] = record[1 + c * PLANE + p];
          }
        }
        store.put(row++, pixels);
      }
    }
    return row;
  }
}
