package org.menagerie.data;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** One column of a table as some inputs of a network. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "encoder")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NumberFeature.class, name = "number"),
  @JsonSubTypes.Type(value = CategoryFeature.class, name = "category")
})
public sealed interface ColumnEncoder permits NumberFeature, CategoryFeature {

  /** The column's name. */
  String column();

  /** How its cells are read. */
  ColumnKind kind();

  /** Number of inputs. */
  int width();

  /** What each input stands for, where that is a category; empty for numbers. */
  List<String> symbols();

  /** A line for people where the rows hold values that training did not know; else nothing. */
  List<String> unknown(Column from, int[] rows);

  /** The cell whose inputs stand at {@code offset}, as far as they tell. */
  String text(float[] row, int offset);

  /** Writes the rows' inputs at {@code offset}, {@code offset + stride}, …; the array is zero. */
  void encode(Column from, int[] rows, float[] out, int offset, int stride);
}
