package org.menagerie.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;

/** Finds data sets by name or path. */
public final class Datasets {
  private Datasets() {}

  /** The data sets that come with the zoo. */
  public static List<BuiltIn> builtIn() {
    return BuiltIn.ALL;
  }

  /**
   * Reads a data set: a name, or the path of a file or of a folder of pictures.
   *
   * <p>A set that can be fetched is taken from this machine where it is there.
   */
  public static Dataset open(DataOptions options) {
    Optional<Fetchable> known = Fetchable.named(options.data());
    if (known.isPresent()) {
      return PictureDataset.of(known.get().name(), known.get().layout(), options);
    }
    if (named(options.data()).isEmpty() && Files.isDirectory(dataPath(options.data()))) {
      Path folder = dataPath(options.data());
      return PictureDataset.of(
          stem(folder.toAbsolutePath().normalize()), PictureLayout.of(folder), options);
    }
    if (named(options.data()).isEmpty()) {
      refuseSinglePicture(dataPath(options.data()));
    }
    Optional<Dataset> sequences = SequenceData.open(options);
    if (sequences.isPresent()) {
      return sequences.get();
    }
    Optional<InputShape.Image> image = named(options.data()).flatMap(BuiltIn::image);
    String name =
        named(options.data()).map(BuiltIn::name).orElseGet(() -> stem(dataPath(options.data())));
    return DatasetReader.read(name, locate(options.data(), List.of()), image, options);
  }

  private static void refuseSinglePicture(Path file) {
    boolean picture = Files.isRegularFile(file) && PictureFiles.picture(file);
    if (picture || IdxFile.holdsPictures(file)) {
      throw new InvalidInputException(
          file
              + (picture
                  ? " is one picture; give a folder with a folder of pictures for each class"
                  : " is one idx file of pictures; give the folder with it and its labels"));
    }
  }

  /** The data sets that can be fetched. */
  public static List<Fetchable> fetchable() {
    return Fetchable.all();
  }

  /** Whether data of this name is built in or can be fetched. */
  public static boolean knows(String name) {
    return named(name).isPresent() || Fetchable.named(name).isPresent();
  }

  /** The pictures of a name or a folder. */
  static PictureLayout pictures(String data) {
    Optional<Fetchable> known = Fetchable.named(data);
    if (known.isPresent()) {
      return known.get().layout();
    }
    Path folder = dataPath(data);
    if (!Files.isDirectory(folder)) {
      throw new InvalidInputException(
          "there is no folder " + folder + "; pictures are in a folder for each class");
    }
    return PictureLayout.of(folder);
  }

  /** The file of a built-in name or a path. */
  static TableFile locate(String data, Collection<String> knownColumns) {
    return named(data)
        .map(b -> TableFile.of(b.uri(), b.resource(), knownColumns))
        .orElseGet(() -> TableFile.of(dataPath(data), knownColumns));
  }

  static Optional<BuiltIn> named(String name) {
    return BuiltIn.ALL.stream().filter(b -> b.name().equalsIgnoreCase(name)).findFirst();
  }

  /** The path that an option's text spells. */
  static Path path(String option, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new InvalidInputException(
          option + " must be a path, was " + Phrases.quote(text) + ": " + e.getReason(), e);
    }
  }

  static Path dataPath(String data) {
    Path path = path("data", data);
    boolean bare = path.getNameCount() == 1 && !data.contains(".");
    if (bare && !Files.exists(path)) {
      List<String> names = new ArrayList<>(BuiltIn.ALL.stream().map(BuiltIn::name).toList());
      Fetchable.all().forEach(f -> names.add(f.name()));
      throw new InvalidInputException(
          "data must be a file, a folder or one of ("
              + String.join(", ", names)
              + "), was "
              + Phrases.quote(data)
              + Nearest.suggestion(data, names));
    }
    return path;
  }

  static String stem(Path path) {
    String file = String.valueOf(path.getFileName());
    String stem = file.replaceFirst("(\\.(csv|tsv|txt|data|tab|ts))?(\\.gz)?$", "");
    return stem.isEmpty() ? file : stem;
  }
}
