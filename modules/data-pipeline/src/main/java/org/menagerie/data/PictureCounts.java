package org.menagerie.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.core.InvalidInputException;

/** The classes of pictures and how many each has. */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
record PictureCounts(List<String> classes, int[] counts) {
  private static final int HEALTHY = 3; // one picture for each part
  private static final int SHOWN = 6;

  static PictureCounts of(List<String> classes, int[] labels) {
    int[] counts = new int[classes.size()];
    for (int label : labels) {
      counts[label]++;
    }
    return new PictureCounts(classes, counts);
  }

  /** Refuses pictures of which no two classes can be learned. */
  void refuseUnlearnable(String name) {
    long healthy = Arrays.stream(counts).filter(c -> c >= HEALTHY).count();
    if (healthy < 2) {
      throw new InvalidInputException(
          name
              + ": "
              + summary()
              + "; at least 2 classes with "
              + HEALTHY
              + " pictures each are needed");
    }
  }

  /** What the report should say of rare classes. */
  List<String> notes() {
    List<String> none = having(0, 1);
    List<String> rare = having(1, HEALTHY);
    List<String> notes = new ArrayList<>();
    if (!none.isEmpty()) {
      notes.add("no pictures to learn from: " + Phrases.names(none, SHOWN));
    }
    if (!rare.isEmpty()) {
      notes.add(
          "fewer than "
              + HEALTHY
              + " pictures, so used for training alone: "
              + Phrases.names(rare, SHOWN));
    }
    return notes;
  }

  // classes of so many pictures, the upper bound excluded
  private List<String> having(int from, int to) {
    return IntStream.range(0, counts.length)
        .filter(c -> counts[c] >= from && counts[c] < to)
        .mapToObj(classes::get)
        .toList();
  }

  /** "3 classes (cat 50, dog 50, frog 50)". */
  String summary() {
    String number = Phrases.count(counts.length, "class", "classes");
    if (counts.length > SHOWN) {
      int low = Arrays.stream(counts).min().orElse(0);
      int high = Arrays.stream(counts).max().orElse(0);
      return number + " of " + (low == high ? "" : low + " to ") + high + " pictures";
    }
    List<String> parts = new ArrayList<>();
    for (int c = 0; c < counts.length; c++) {
      parts.add(Phrases.name(classes.get(c)) + " " + counts[c]);
    }
    return number + " (" + String.join(", ", parts) + ")";
  }
}
