package org.menagerie.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text as byte-pair pieces: parts of words that are as long as they are frequent, case kept
 * (Sennrich, Haddow and Birch, 2016, on code points).
 *
 * <p>A piece carries the space in front of it; digits stand alone. Our own: the libraries that can
 * learn pieces are native, some ten megabytes for each platform, and what is needed is this file.
 *
 * @param alphabet the known characters in code point order
 * @param merges pairs of symbols that became one, in the order learned, with a tab between
 */
public record PieceTokenizer(String alphabet, List<String> merges) implements Tokenizer {
  /** What no normalised text holds. */
  static final char TAB = '\t';

  private static final int REMEMBERED = 100_000; // words
  private static final Pattern WORD =
      Pattern.compile(" ?[\\p{L}\\p{M}]{1,32}| ?\\p{N}| ?[^ \\p{L}\\p{M}\\p{N}]{1,32}| ");

  /** A tokenizer with its own copy of the list. */
  public PieceTokenizer {
    merges = List.copyOf(merges);
  }

  /** Learns pieces; see {@link PieceLearner} for how many. */
  static PieceTokenizer fit(List<String> texts) {
    Frequencies words = new Frequencies();
    texts.forEach(text -> words(text).forEach(words::add));
    String alphabet = CharacterTokenizer.fit(texts.stream().map(t -> " " + t).toList()).alphabet();
    return new PieceTokenizer(alphabet, new PieceLearner(alphabet, words.counts()).merges());
  }

  @Override
  public String noun() {
    return "piece";
  }

  @Override
  public Symbols symbols() {
    Set<String> pieces = new LinkedHashSet<>(CharacterTokenizer.characters(alphabet));
    for (String merge : merges) {
      pieces.add(joined(merge));
    }
    return new Symbols(List.copyOf(pieces), "");
  }

  @Override
  public Cutter cutter() {
    Map<String, Integer> ranks = new HashMap<>();
    merges.forEach(merge -> ranks.put(merge, ranks.size()));
    Map<String, List<String>> known = new HashMap<>();
    return text ->
        words(text).stream()
            .flatMap(
                word -> {
                  if (known.size() >= REMEMBERED) {
                    known.clear();
                  }
                  return known.computeIfAbsent(word, w -> pieces(w, ranks)).stream();
                })
            .collect(Collectors.toList());
  }

  /** What pieces never reach across: words, marks and digits, with the space in front of them. */
  static List<String> words(String text) {
    return text.isEmpty()
        ? List.of()
        : WORD.matcher(" " + text).results().map(MatchResult::group).toList();
  }

  // the earliest learned merge first, as in training
  private static List<String> pieces(String word, Map<String, Integer> ranks) {
    List<String> pieces = new ArrayList<>(CharacterTokenizer.characters(word));
    while (pieces.size() > 1) {
      int best = Integer.MAX_VALUE;
      for (int i = 0; i + 1 < pieces.size(); i++) {
        best = Math.min(best, rank(pieces, i, ranks));
      }
      if (best == Integer.MAX_VALUE) {
        break;
      }
      for (int i = 0; i + 1 < pieces.size(); i++) {
        if (rank(pieces, i, ranks) == best) {
          pieces.set(i, pieces.get(i) + pieces.remove(i + 1));
        }
      }
    }
    return List.copyOf(pieces);
  }

  private static int rank(List<String> pieces, int i, Map<String, Integer> ranks) {
    return ranks.getOrDefault(pieces.get(i) + TAB + pieces.get(i + 1), Integer.MAX_VALUE);
  }

  private static String joined(String merge) {
    int tab = merge.indexOf(TAB);
    return merge.substring(0, tab) + merge.substring(tab + 1);
  }
}
