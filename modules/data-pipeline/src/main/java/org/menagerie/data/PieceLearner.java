package org.menagerie.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * Learns byte-pair merges: again and again the most frequent pair of neighbours becomes one symbol.
 *
 * <p>Pairs of equal count are taken in the order of their texts. A pair that occurs fewer than
 * {@value #FEWEST} times is no piece. Characters outside the alphabet are never merged.
 */
final class PieceLearner {
  static final int MOST = 4_096;
  static final int FEWEST = 5;

  private final Set<String> alphabet;
  private final List<List<String>> words = new ArrayList<>();
  private final List<Integer> counts = new ArrayList<>();
  private final Map<Pair, Place> places = new HashMap<>();
  private final PriorityQueue<Candidate> queue =
      new PriorityQueue<>(
          Comparator.comparingLong((Candidate c) -> -c.count)
              .thenComparing(c -> c.pair.left)
              .thenComparing(c -> c.pair.right));

  private record Pair(String left, String right) {}

  private record Candidate(Pair pair, long count) {}

  /** How often a pair occurs, and the words in which it may. */
  private static final class Place {
    private final Set<Integer> words = new LinkedHashSet<>();
    private long count;
  }

  PieceLearner(String alphabet, Map<String, int[]> frequencies) {
    this.alphabet = Set.copyOf(CharacterTokenizer.characters(alphabet));
    new TreeMap<>(frequencies)
        .forEach(
            (word, count) -> {
              words.add(new ArrayList<>(CharacterTokenizer.characters(word)));
              counts.add(count[0]);
            });
    for (int w = 0; w < words.size(); w++) {
      count(w, 1);
    }
    places.forEach((pair, place) -> offer(pair, place.count));
  }

  /** The merges, in the order learned, until alphabet and pieces are {@value #MOST}. */
  List<String> merges() {
    List<String> merges = new ArrayList<>();
    int room = MOST - alphabet.size();
    while (merges.size() < room && !queue.isEmpty()) {
      Candidate best = queue.poll();
      long now = places.get(best.pair).count;
      if (now == best.count) {
        merges.add(best.pair.left + PieceTokenizer.TAB + best.pair.right);
        merge(best.pair);
      } else {
        offer(best.pair, now); // other merges took some of it while it waited
      }
    }
    return merges;
  }

  private void merge(Pair pair) {
    Set<Pair> touched = new LinkedHashSet<>();
    for (int w : List.copyOf(places.get(pair).words)) {
      count(w, -1);
      List<String> word = words.get(w);
      for (int i = 0; i + 1 < word.size(); i++) {
        if (word.get(i).equals(pair.left) && word.get(i + 1).equals(pair.right)) {
          word.set(i, word.get(i) + word.remove(i + 1));
          addNeighbours(word, i, touched);
        }
      }
      count(w, 1);
    }
    places.get(pair).words.clear();
    touched.forEach(p -> offer(p, places.containsKey(p) ? places.get(p).count : 0));
  }

  // a neighbour may yet be merged itself; then its pair counts 0 and is not offered
  private static void addNeighbours(List<String> word, int i, Set<Pair> touched) {
    if (i > 0) {
      touched.add(new Pair(word.get(i - 1), word.get(i)));
    }
    if (i + 1 < word.size()) {
      touched.add(new Pair(word.get(i), word.get(i + 1)));
    }
  }

  private void count(int word, int sign) {
    List<String> symbols = words.get(word);
    for (int i = 0; i + 1 < symbols.size(); i++) {
      if (known(symbols.get(i)) && known(symbols.get(i + 1))) {
        Place place =
            places.computeIfAbsent(new Pair(symbols.get(i), symbols.get(i + 1)), p -> new Place());
        place.count += (long) sign * counts.get(word);
        place.words.add(word);
      }
    }
  }

  private boolean known(String symbol) {
    return symbol.codePointCount(0, symbol.length()) > 1 || alphabet.contains(symbol);
  }

  private void offer(Pair pair, long count) {
    if (count >= FEWEST) {
      queue.add(new Candidate(pair, count));
    }
  }
}
