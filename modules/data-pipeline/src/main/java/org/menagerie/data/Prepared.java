package org.menagerie.data;

import java.util.Map;
import org.menagerie.core.Splits;

/**
 * A data set split and encoded, and the encoder that was fitted on its training part.
 *
 * @param choices values of {@link DataOptions} that were left open and that the data decided, by
 *     key; with them said the data is prepared in the same way
 */
public record Prepared(Splits splits, Encoder encoder, Map<String, String> choices) {
  public Prepared {
    choices = Map.copyOf(choices);
  }

  /** Data whose options were left as they are. */
  public Prepared(Splits splits, Encoder encoder) {
    this(splits, encoder, Map.of());
  }
}
