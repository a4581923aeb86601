package org.menagerie.search.space;

import java.util.List;
import java.util.Map;

/** When a parameter counts at all: while another, a choice, has one of some values. */
public record Condition(String key, List<String> values) {
  public Condition {
    values = List.copyOf(values);
  }

  boolean holds(Map<String, String> chosen) {
    return values.contains(chosen.get(key));
  }

  @Override
  public String toString() {
    return " if " + key + "=" + String.join("|", values);
  }
}
