package org.menagerie.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Settings;

/**
 * How a data set is read and split; an empty text leaves the choice to the data.
 *
 * @param data name of a built-in data set, or path of a file or folder
 * @param label column to predict; the last one where empty
 * @param classes comma list of the classes to keep; all where empty
 * @param task auto, classification, regression, next (of a text, the next symbol) or events (the
 *     next one's value and time)
 * @param drop comma list of columns to leave out
 * @param split percentages of training, validation and test, such as 60/20/20
 * @param test path of a separate test file or folder
 * @param size height and width that pictures are brought to, such as 32x32
 * @param fit how: stretch, crop or pad
 * @param augment of pictures, a comma list of flip, shift and rotate; of series, mix; none for none
 * @param sequenceId column that tells the series of a long table apart
 * @param time column of time stamps
 * @param horizon steps to forecast
 * @param history steps that a forecast looks back on
 * @param tokens what a text is cut into: characters, words or pieces
 * @param maxLength tokens that are read of a text, steps that are read of a series
 */
public record DataOptions(
    String data,
    String label,
    String classes,
    String task,
    String drop,
    String split,
    String test,
    String size,
    String fit,
    String augment,
    String sequenceId,
    String time,
    String horizon,
    String history,
    String tokens,
    String maxLength) {

  public DataOptions {
    data = data.strip();
    label = label.strip();
    task = task.strip().toLowerCase(Locale.ROOT);
    test = test.strip();
    if (data.isEmpty()) {
      throw new InvalidInputException("data must be a built-in name or a path, was empty");
    }
    if (!List.of("auto", "classification", "regression", "next", "events").contains(task)) {
      throw new InvalidInputException(
          "task must be auto, classification, regression, next or events, was "
              + Phrases.quote(task));
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
    return new DataOptions("iris", "", "", "auto", "", "", "", "", "", "", "", "", "", "", "", "");
  }

  /**
   * Refuses what this kind of data has no use for.
   *
   * @param kind what the data is, such as "a table"
   * @param used keys after {@code test} that the kind understands
   */
  void refuseUnused(String kind, Set<String> used) {
    List<String> keys = Settings.keys(DataOptions.class);
    List<String> special = keys.subList(keys.indexOf("test") + 1, keys.size());
    Map<String, Object> values = Settings.toMap(this);
    for (String key : special) {
      if (!used.contains(key) && !values.get(key).toString().isEmpty()) {
        throw new InvalidInputException(
            key + " is not for " + kind + " such as " + data + ", was " + values.get(key));
      }
    }
  }

  /** Refuses a key that was set and has no meaning for the kind of data. */
  void refuse(String key, String value, String kind) {
    if (!value.isBlank()) {
      throw new InvalidInputException(
          key + " is not for " + kind + ", was " + Phrases.quote(value));
    }
  }

  /** The whole number of a key that is not empty. */
  int count(String key, int least) {
    String text = Settings.toMap(this).get(key).toString().strip();
    double value = Cells.number(text);
    if (!(value >= least && value <= Integer.MAX_VALUE) || value != Math.rint(value)) {
      throw new InvalidInputException(
          key + " must be a whole number of at least " + least + ", was " + Phrases.quote(text));
    }
    return (int) value;
  }

  List<String> classList() {
    return names(classes).stream().distinct().toList();
  }

  List<String> dropList() {
    return names(drop);
  }

  SplitRatio ratio(int examples) {
    return ratio(examples, !test.isEmpty());
  }

  SplitRatio ratio(int examples, boolean separateTest) {
    return split.isEmpty()
        ? SplitRatio.forSize(examples, separateTest)
        : SplitRatio.parse(split, separateTest);
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
