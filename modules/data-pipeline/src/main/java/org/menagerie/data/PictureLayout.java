package org.menagerie.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.menagerie.core.InvalidInputException;

/**
 * What a folder holds: pictures to learn from and, where the folder keeps them apart, to test on.
 */
record PictureLayout(PictureSource main, Optional<PictureSource> test, List<String> notes) {
  private static final Set<String> TRAIN = Set.of("train", "training");
  private static final Set<String> TEST = Set.of("test", "testing");
  private static final Set<String> VALIDATION = Set.of("val", "valid", "validation");

  /** Class folders, train and test folders of them, idx files or CIFAR's binary files. */
  static PictureLayout of(Path folder) {
    return IdxFolder.in(folder).or(() -> CifarFiles.in(folder)).orElseGet(() -> ofFolders(folder));
  }

  /** The part that other networks are measured on: the test part where there is one. */
  PictureSource measured() {
    return test.orElse(main);
  }

  private static PictureLayout ofFolders(Path folder) {
    List<Path> folders = PictureFiles.folders(folder);
    Optional<Path> train = named(folders, TRAIN);
    if (train.isPresent()) {
      return ofParts(folder, train.get(), named(folders, TEST), named(folders, VALIDATION));
    }
    PictureFolder classes = PictureFolder.ofClasses(folder);
    if (classes.classes().isEmpty()) {
      boolean loose = !PictureFiles.below(folder).pictures().isEmpty();
      throw new InvalidInputException(
          folder
              + (loose
                  ? " holds pictures, but no folders of them; one folder for each class is needed"
                  : " holds no pictures (PNG, JPEG, BMP or GIF in a folder for each class, or the"
                      + " idx files of MNIST)"));
    }
    if (classes.classes().size() == 1) {
      Path only = folder.resolve(classes.classes().get(0));
      if (PictureFiles.folders(only).size() > 1) {
        return ofFolders(only); // as archives unpack: name/name/classes
      }
    }
    return new PictureLayout(classes, Optional.empty(), List.of());
  }

  private static PictureLayout ofParts(
      Path root, Path train, Optional<Path> test, Optional<Path> validation) {
    List<String> notes = new ArrayList<>(PictureFiles.directlyIn(root).notes(root));
    Optional<Path> measured = test.or(() -> validation);
    validation.ifPresent(
        folder ->
            notes.add(
                "folder "
                    + folder.getFileName()
                    + (test.isPresent() ? " is not used" : " is the test part")
                    + ": the validation part is taken from "
                    + train.getFileName()));
    return new PictureLayout(
        PictureFolder.ofClasses(train), measured.map(PictureFolder::ofClasses), notes);
  }

  private static Optional<Path> named(List<Path> folders, Set<String> names) {
    return folders.stream()
        .filter(f -> names.contains(f.getFileName().toString().toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
