package org.menagerie.data;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.menagerie.core.Target;

/** The column to predict as a network's target. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "encoder")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ClassLabel.class, name = "classes"),
  @JsonSubTypes.Type(value = NumberLabel.class, name = "number")
})
public sealed interface LabelEncoder permits ClassLabel, NumberLabel {

  /** The column's name. */
  String column();

  /** How its cells are read. */
  ColumnKind kind();

  /** What a network is to say. */
  Target target();

  /** The rows that have a label of this target. */
  LabelledRows labelled(Table table);

  /** The rows' labels: class indices or standardised values. */
  float[] encode(Table table, int[] rows);
}
