package org.menagerie.data;

import java.util.Collection;
import java.util.Locale;

/** The known name that a mistyped one most likely meant. */
final class Nearest {
  private Nearest() {}

  /** "; did you mean 'x'?", or ", which has a, b, c" where no name is near. */
  static String hint(String typed, Collection<String> known) {
    String best = "";
    int bestDistance = Integer.MAX_VALUE;
    for (String name : known) {
      int d = distance(typed.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (d < bestDistance) {
        bestDistance = d;
        best = name;
      }
    }
    int near = typed.length() < 4 ? 1 : Math.max(2, typed.length() / 4);
    if (bestDistance <= near) {
      return "; did you mean '" + best + "'?";
    }
    return known.isEmpty() ? "" : ", which has " + Phrases.list(known, 12);
  }

  // Levenshtein's edit distance
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int swap = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(swap, 1 + Math.min(previous[j], current[j - 1]));
      }
      int[] t = previous;
      previous = current;
      current = t;
    }
    return previous[b.length()];
  }
}
