package org.menagerie.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.menagerie.core.InvalidInputException;

/**
 * How a data set is read and split; an empty text leaves the choice to the data.
 *
 * @param data name of a built-in data set, or path of a CSV or TSV file
 * @param label column to predict; the last one where empty
 * @param classes comma list of the classes to keep; all where empty
 * @param task auto, classification or regression
 * @param drop comma list of columns to leave out
 * @param split percentages of training, validation and test, such as 60/20/20
 * @param test path of a separate test file
 */
public record DataOptions(
    String data,
    String label,
    String classes,
    String task,
    String drop,
    String split,
    String test) {

  public DataOptions {
    data = data.strip();
    label = label.strip();
    task = task.strip().toLowerCase(Locale.ROOT);
    test = test.strip();
    if (data.isEmpty()) {
      throw new InvalidInputException("data must be a built-in name or a path, was empty");
    }
    if (!List.of("auto", "classification", "regression").contains(task)) {
      throw new InvalidInputException(
          "task must be auto, classification or regression, was " + Phrases.quote(task));
    }
    if (!split.isEmpty()) {
      SplitRatio.parse(split, !test.isEmpty());
    }
    if (!classes.isBlank() && task.equals("regression")) {
      throw new InvalidInputException(
          "classes must be empty with task=regression, was " + Phrases.quote(classes));
    }
    if (!classes.isBlank() && names(classes).stream().distinct().count() < 2) {
      throw new InvalidInputException(
          "classes must name at least 2 classes, was " + Phrases.quote(classes));
    }
  }

  /** Iris, with every choice left to the data. */
  public static DataOptions defaults() {
    return new DataOptions("iris", "", "", "auto", "", "", "");
  }

  List<String> classList() {
    return names(classes).stream().distinct().toList();
  }

  List<String> dropList() {
    return names(drop);
  }

  SplitRatio ratio(int examples) {
    return split.isEmpty()
        ? SplitRatio.forSize(examples, !test.isEmpty())
        : SplitRatio.parse(split, !test.isEmpty());
  }

  private static List<String> names(String list) {
    List<String> names = new ArrayList<>();
    for (String name : list.split(",", -1)) {
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    return names;
  }
}
