package org.menagerie.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the indices of a text's symbols stand for.
 *
 * @param names the known symbols; the first has index {@value #FIRST}
 * @param between what stands between two symbols of a text
 */
public record Symbols(List<String> names, String between) {
  /** The index of a symbol that training did not know; 0 is padding. */
  static final int UNKNOWN = 1;

  /** The index of the first known symbol. */
  static final int FIRST = 2;

  /** Symbols with their own copy of the list. */
  public Symbols {
    names = List.copyOf(names);
  }

  /** The symbols of one row of a batch's features, up to the padding. */
  ExampleView.Text view(float[] row) {
    List<String> read = new ArrayList<>();
    for (int t = 0; t < row.length && row[t] != 0; t++) {
      read.add(row[t] == UNKNOWN ? ExampleView.UNKNOWN : names.get((int) row[t] - FIRST));
    }
    return new ExampleView.Text(read, between);
  }

  /** Number of indices, padding and the unknown symbol among them. */
  int vocabulary() {
    return FIRST + names.size();
  }

  /** The index of every known symbol. */
  Map<String, Integer> indices() {
    Map<String, Integer> indices = new HashMap<>();
    names.forEach(name -> indices.put(name, FIRST + indices.size()));
    return indices;
  }
}
