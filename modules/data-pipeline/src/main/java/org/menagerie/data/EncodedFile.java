package org.menagerie.data;

import java.util.List;
import org.menagerie.core.Examples;

/**
 * A file encoded for prediction: one example for each of its rows, in their order.
 *
 * @param examples the rows without labels
 * @param notes what the user should know: columns not used, values not known, a header not found
 */
public record EncodedFile(String name, Examples examples, List<String> notes) {
  /** A file with its own copy of the notes. */
  public EncodedFile {
    notes = List.copyOf(notes);
  }
}
