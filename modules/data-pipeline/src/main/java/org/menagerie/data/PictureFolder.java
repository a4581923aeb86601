package org.menagerie.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.menagerie.core.InvalidInputException;

/**
 * Pictures in files, those of a class in a folder of its own.
 *
 * @param root what the files' names are relative to
 * @param labels class of each file; -1 where there are no classes
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
record PictureFolder(
    String name,
    Path root,
    List<String> classes,
    List<Path> files,
    int[] labels,
    List<String> notes)
    implements PictureSource {
  private static final int MOST_SIZES = 2_000;

  /** The class folders in a folder; those without pictures are left out. */
  static PictureFolder ofClasses(Path root) {
    List<Path> folders = new ArrayList<>(PictureFiles.folders(root));
    if (folders.stream().allMatch(f -> Double.isFinite(Cells.number(fileName(f))))) {
      folders.sort(Comparator.comparingDouble((Path f) -> Cells.number(fileName(f))));
    }
    List<String> classes = new ArrayList<>();
    List<String> empty = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    PictureFiles loose = PictureFiles.directlyIn(root);
    List<Path> others = new ArrayList<>(loose.others());
    List<Integer> counts = new ArrayList<>();
    for (Path folder : folders) {
      PictureFiles inside = PictureFiles.below(folder);
      others.addAll(inside.others());
      if (inside.pictures().isEmpty()) {
        empty.add(fileName(folder));
      } else {
        classes.add(fileName(folder));
        files.addAll(inside.pictures());
        counts.add(inside.pictures().size());
      }
    }
    int[] labels = new int[files.size()];
    int from = 0;
    for (int c = 0; c < counts.size(); c++) {
      Arrays.fill(labels, from, from + counts.get(c), c);
      from += counts.get(c);
    }
    List<String> notes = new ArrayList<>();
    if (!empty.isEmpty()) {
      notes.add("folders without pictures left out: " + Phrases.names(empty, 6));
    }
    if (!loose.pictures().isEmpty()) {
      String count = Phrases.count(loose.pictures().size(), "picture", "pictures");
      notes.add(count + " outside the class folders left out");
    }
    notes.addAll(new PictureFiles(files, others).notes(root));
    return new PictureFolder(fileName(root), root, classes, files, labels, List.copyOf(notes));
  }

  /** Files without classes. */
  static PictureFolder unlabelled(String name, Path root, List<Path> files, List<String> notes) {
    int[] labels = new int[files.size()];
    Arrays.fill(labels, -1);
    return new PictureFolder(name, root, List.of(), files, labels, notes);
  }

  private static String fileName(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? path.toString() : name.toString();
  }

  @Override
  public String origin() {
    return root.toAbsolutePath().normalize().toString();
  }

  @Override
  public int size() {
    return files.size();
  }

  @Override
  public List<PictureSize> sizes() {
    int step = Math.max(1, files.size() / MOST_SIZES);
    return IntStream.range(0, (files.size() + step - 1) / step)
        .mapToObj(i -> size(files.get(i * step)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<PictureSize> size(Path file) {
    try {
      return Optional.of(PictureDecoder.size(file));
    } catch (PictureDecoder.UnreadablePictureException e) {
      return Optional.empty(); // counted and named when it is decoded
    }
  }

  @Override
  public boolean grey() {
    return false; // only their pixels tell
  }

  @Override
  public PictureSet read(PictureForm form, List<String> wanted) {
    PictureLoader loader = new PictureLoader(this, form, wanted);
    if (loader.isEmpty()) {
      throw new InvalidInputException(name + " holds no picture of " + Phrases.names(wanted, 12));
    }
    return loader.read();
  }

  /** The path of a file below the root, with slashes. */
  String relative(Path file) {
    return PictureFiles.relative(root, file);
  }

  /** Positions of the files of some classes; all where there are no classes. */
  int[] having(List<String> wanted) {
    return IntStream.range(0, labels.length)
        .filter(i -> labels[i] < 0 || wanted.contains(classes.get(labels[i])))
        .toArray();
  }
}
