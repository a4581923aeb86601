package org.menagerie.search.space;

import java.util.List;
import java.util.Map;

/** When a parameter counts at all: while another, a choice, has one of some values. */
public record Condition(String key, List<String> values) {
  public Condition {
    values = List.copyOf(values);
  }

  boolean holds(Map<String, String> chosen) {
    String value = chosen.get(key); // null where the other does not count itself
    return value != null && values.contains(value);
  }

  @Override
  public String toString() {
    return " if " + key + "=" + String.join("|", values);
  }
}
