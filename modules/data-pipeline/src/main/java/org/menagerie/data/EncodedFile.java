package org.menagerie.data;

import java.util.List;
import java.util.Optional;
import org.menagerie.core.Examples;

/**
 * Data encoded for prediction: one example for each of its rows, files or series, in their order.
 *
 * @param examples without labels
 * @param notes what the user should know: columns not used, values not known, a header not found
 * @param key what tells the examples apart, where their order alone does not
 */
public record EncodedFile(String name, Examples examples, List<String> notes, Optional<Key> key) {
  /** A file with its own copy of the notes. */
  public EncodedFile {
    notes = List.copyOf(notes);
  }

  /** The first column of a prediction, such as the file of each picture. */
  public record Key(String column, List<String> values) {
    /** A key with its own copy of the list. */
    public Key {
      values = List.copyOf(values);
    }
  }

  /** Examples that are known by their order. */
  static EncodedFile of(String name, Examples examples, List<String> notes) {
    return new EncodedFile(name, examples, notes, Optional.empty());
  }
}
