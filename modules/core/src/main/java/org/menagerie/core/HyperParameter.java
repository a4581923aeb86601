package org.menagerie.core;

import java.util.List;

/** One option of an architecture or a plan that is worth searching, with the range to search. */
public record HyperParameter(String key, Range range) {

  /** Values to search. */
  public sealed interface Range {}

  /** Whole numbers from {@code low} to {@code high}, both included. */
  public record Whole(int low, int high, boolean logarithmic) implements Range {}

  /** Real numbers from {@code low} to {@code high}. */
  public record Real(double low, double high, boolean logarithmic) implements Range {}

  /** Any of the values, as a user would write them. */
  public record Choice(List<String> values) implements Range {
    public Choice {
      values = List.copyOf(values);
    }
  }
}
