package org.menagerie.data;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.menagerie.core.InputShape;

/** A table's feature columns as a network's input; fitted on training rows alone. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "encoder")
@JsonSubTypes({
  @JsonSubTypes.Type(value = FlatFeatures.class, name = "flat"),
  @JsonSubTypes.Type(value = PixelFeatures.class, name = "pixels"),
  @JsonSubTypes.Type(value = TextFeatures.class, name = "text"),
  @JsonSubTypes.Type(value = SymbolColumns.class, name = "symbols")
})
public sealed interface FeatureEncoder
    permits FlatFeatures, PixelFeatures, TextFeatures, SymbolColumns {

  /** The shape of one encoded example. */
  InputShape input();

  /** The columns that are read, in order, and what they hold. */
  Map<String, ColumnKind> columns();

  /** What the places of an input stand for, where they are symbols or categories. */
  default List<String> symbols() {
    return List.of();
  }

  /** What the training part decided, where a user may want to overrule it. */
  default List<String> notes() {
    return List.of();
  }

  /** One line a column whose rows hold values that training did not know. */
  List<String> unknown(Table table, int[] rows);

  /** The rows, encoded. */
  Encoded encode(Table table, int[] rows);

  /** An encoded row as people see it. */
  ExampleView view(float[] row);

  /**
   * Encoded rows.
   *
   * @param values row after row
   * @param lengths steps of each row that are not padding; null where no row has any
   * @param spelling the symbols of a row as they stand in the data; none where it holds no symbols
   */
  @SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
  record Encoded(float[] values, int[] lengths, IntFunction<List<String>> spelling) {
    /** Rows without symbols. */
    Encoded(float[] values, int[] lengths) {
      this(values, lengths, row -> List.of());
    }
  }
}
