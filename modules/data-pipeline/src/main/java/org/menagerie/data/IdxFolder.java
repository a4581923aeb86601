package org.menagerie.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.menagerie.core.InvalidInputException;

/** A folder with the four idx files of MNIST, or with those of the training part alone. */
final class IdxFolder {
  private static final List<String> FASHION_LABELS =
      List.of(
          "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
          "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34");
  private static final List<String> FASHION =
      List.of(
          "t-shirt",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle boot");

  private IdxFolder() {}

  /** The training and test pictures of a folder with such files. */
  static Optional<PictureLayout> in(Path folder) {
    Optional<Path> images = find(folder, "train", "images", 3);
    Optional<Path> labels = find(folder, "train", "labels", 1);
    if (images.isEmpty() && labels.isEmpty()) {
      return Optional.empty();
    }
    Path trainImages = needed(folder, images, "train-images-idx3-ubyte");
    Path trainCodes = needed(folder, labels, "train-labels-idx1-ubyte");
    IdxFile trainLabels = IdxFile.labels(trainCodes);
    Optional<Path> testImages = find(folder, "t10k", "images", 3);
    Optional<Path> testCodes = find(folder, "t10k", "labels", 1);
    Optional<IdxFile> testLabels = testCodes.map(IdxFile::labels);
    SortedMap<Integer, String> classes = new TreeMap<>(); // labels may begin at 1
    IntStream.concat(trainLabels.values(), testLabels.stream().flatMapToInt(IdxFile::values))
        .forEach(label -> classes.put(label, Integer.toString(label)));
    if (FASHION_LABELS.contains(trainLabels.sha256())) {
      classes.replaceAll((label, number) -> FASHION.get(label));
    }
    IdxFile trainPictures = images(trainImages, trainCodes, trainLabels);
    RawPictures train = RawPictures.of("idx training part", trainPictures, trainLabels, classes);
    if (testImages.isEmpty() || testLabels.isEmpty()) {
      String lacking = "no t10k " + (testImages.isEmpty() ? "images" : "labels");
      return Optional.of(
          new PictureLayout(
              train, Optional.empty(), List.of(lacking + ", so the test part is split off")));
    }
    IdxFile testPictures = images(testImages.get(), testCodes.get(), testLabels.get());
    RawPictures test = RawPictures.of("idx test part", testPictures, testLabels.get(), classes);
    return Optional.of(new PictureLayout(train, Optional.of(test), List.of()));
  }

  /** The files of pictures in a folder, those of the test part first. */
  static List<Path> pictures(Path folder) {
    return Stream.of("t10k", "train")
        .flatMap(part -> find(folder, part, "images", 3).stream())
        .toList();
  }

  private static IdxFile images(Path file, Path labelFile, IdxFile labels) {
    IdxFile images = IdxFile.images(file);
    if (images.size() != labels.size()) {
      throw new InvalidInputException(
          String.format(
              "%s has %,d pictures, %s %,d labels",
              file, images.size(), labelFile.getFileName(), labels.size()));
    }
    return images;
  }

  // train-images-idx3-ubyte, train-images.idx3-ubyte, either with .gz
  private static Optional<Path> find(Path folder, String part, String what, int dimensions) {
    return Stream.of("-", ".")
        .flatMap(dot -> Stream.of("", ".gz").map(gz -> dot + "idx" + dimensions + "-ubyte" + gz))
        .map(ending -> folder.resolve(part + "-" + what + ending))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static Path needed(Path folder, Optional<Path> found, String name) {
    return found.orElseThrow(
        () -> new InvalidInputException(folder + " has no file " + name + " or " + name + ".gz"));
  }
}
