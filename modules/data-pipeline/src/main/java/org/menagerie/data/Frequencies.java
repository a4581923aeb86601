package org.menagerie.data;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each symbol occurs. */
final class Frequencies {
  private final Map<String, int[]> counts = new HashMap<>();

  void add(String symbol) {
    counts.computeIfAbsent(symbol, s -> new int[1])[0]++;
  }

  /** Counts per symbol. */
  Map<String, int[]> counts() {
    return counts;
  }

  /**
   * The most frequent symbols, from the most frequent on, equals by their text.
   *
   * @param fewest occurrences below which a symbol stays unknown, so that training meets the
   *     unknown symbol too; all are kept where none is as frequent
   */
  List<String> most(int number, int fewest) {
    boolean all = counts.values().stream().noneMatch(n -> n[0] >= fewest);
    return counts.entrySet().stream()
        .filter(e -> all || e.getValue()[0] >= fewest)
        .sorted(
            Comparator.comparingInt((Map.Entry<String, int[]> e) -> -e.getValue()[0])
                .thenComparing(Map.Entry::getKey))
        .limit(number)
        .map(Map.Entry::getKey)
        .toList();
  }
}
