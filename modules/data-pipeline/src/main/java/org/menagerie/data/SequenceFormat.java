package org.menagerie.data;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import java.util.Optional;

/** How files hold labelled sequences; what a model needs to read further ones of its kind. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "format")
@JsonSubTypes({@JsonSubTypes.Type(value = TsFormat.class, name = "ts")})
sealed interface SequenceFormat permits TsFormat {

  /** What each number or category of a step is called and what it holds. */
  Map<String, ColumnKind> columns();

  /**
   * Reads sequences like those of the training.
   *
   * @param data a built-in name or a path
   * @param label column to read labels from; empty where none are needed
   */
  Sequences read(String data, Optional<LabelEncoder> label);
}
