package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.core.InvalidInputException;

final class TokenizerTest {

  @Test
  void textsAreComposedAndWhiteSpaceIsOneSpace() {
    assertThat(Tokenizer.normalised("  Cafe\u0301 \r\n\t au\u00a0 lait\u0007! "))
        .isEqualTo("Caf\u00e9 au lait !");
  }

  @Test
  void charactersAreCodePointsThatOccurTwice() {
    CharacterTokenizer tokenizer =
        CharacterTokenizer.fit(List.of("aAb\ud83d\ude00", "\ud83d\ude00ba"));
    assertThat(tokenizer.alphabet()).isEqualTo("ab\ud83d\ude00");
    assertThat(tokenizer.cutter().cut("a\ud83d\ude00c")).containsExactly("a", "\ud83d\ude00", "c");
    assertThat(tokenizer.symbols().indices()).isEqualTo(Map.of("a", 2, "b", 3, "\ud83d\ude00", 4));
  }

  @Test
  void whereNothingOccursTwiceAllIsKnown() {
    assertThat(CharacterTokenizer.fit(List.of("ba")).alphabet()).isEqualTo("ab");
  }

  @Test
  void wordsFoldCaseAndDigitsAndKeepMarksApart() {
    assertThat(WordTokenizer.cut("Don't pay $1,250.00 - l\u2019été, né en 1984!"))
        .containsExactly(
            "don't",
            "pay",
            "$",
            "0",
            ",",
            "000",
            ".",
            "00",
            "-",
            "l\u2019été",
            ",",
            "né",
            "en",
            "0000",
            "!");
  }

  @Test
  void wordsInCapitalsAreMarkedAndRepeatedMarksAreOneSymbol() {
    assertThat(WordTokenizer.cut("I AM A-ONE, Sir!!!!!! ÉTÉ -- \ud83d\ude00\ud83d\ude00 X7"))
        .containsExactly(
            "i",
            "\u21e7",
            "am",
            "a",
            "-",
            "\u21e7",
            "one",
            ",",
            "sir",
            "!!!",
            "\u21e7",
            "été",
            "--",
            "\ud83d\ude00\ud83d\ude00",
            "x",
            "0");
  }

  @Test
  void wordsAreKnownFromTheMostFrequentOn() {
    WordTokenizer tokenizer = WordTokenizer.fit(List.of("b a c b", "B a once"));
    assertThat(tokenizer.words()).containsExactly("b", "a");
  }

  // Sennrich, Haddow and Birch (2016), section 3.2: low 5, lower 2, newest 6, widest 3; their
  // first three merges are e s, es t and, with the end of a word, est; ours have no such end
  @Test
  void mergesAreThoseOfThePublishedExample() {
    PieceTokenizer tokenizer = PieceTokenizer.fit(published());
    assertThat(tokenizer.merges().subList(0, 4)).containsExactly("e\ts", "es\tt", " \tl", " l\to");
    assertThat(tokenizer.cutter().cut("lowest low")).containsExactly(" low", "est", " low");
  }

  private static List<String> published() {
    List<String> words = new ArrayList<>();
    Map.of("low", 5, "lower", 2, "newest", 6, "widest", 3)
        .forEach((word, n) -> words.addAll(Collections.nCopies(n, word)));
    return words;
  }

  @Test
  void piecesPutTogetherAreTheText() {
    PieceTokenizer tokenizer = PieceTokenizer.fit(published());
    for (String text : new String[] {"a lowest  1984 -- low\u4e16\u754c!", "", " ", "newest"}) {
      String normalised = Tokenizer.normalised(text);
      assertThat(String.join("", tokenizer.cutter().cut(normalised)))
          .isEqualTo(normalised.isEmpty() ? "" : " " + normalised);
    }
  }

  @Test
  void mergesAreThoseOfAPlainCount() {
    Random random = new Random(5);
    List<String> texts =
        Stream.generate(() -> word(random)).limit(400).collect(Collectors.toList());
    PieceTokenizer tokenizer = PieceTokenizer.fit(texts);
    assertThat(tokenizer.merges().size()).isGreaterThan(30);
    assertThat(tokenizer.merges()).isEqualTo(plainMerges(texts));
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i <= random.nextInt(9); i++) {
      word.append((char) ('a' + random.nextInt(1 + random.nextInt(4))));
    }
    return word.toString();
  }

  // counts all pairs anew before every merge
  private static List<String> plainMerges(List<String> texts) {
    List<List<String>> words = new ArrayList<>();
    for (String text : texts) {
      words.add(new ArrayList<>(CharacterTokenizer.characters(" " + text)));
    }
    List<String> merges = new ArrayList<>();
    while (true) {
      Frequencies pairs = new Frequencies();
      for (List<String> word : words) {
        for (int i = 0; i + 1 < word.size(); i++) {
          pairs.add(word.get(i) + "\t" + word.get(i + 1));
        }
      }
      List<String> best = pairs.most(1, 0);
      if (best.isEmpty() || pairs.counts().get(best.get(0))[0] < PieceLearner.FEWEST) {
        return merges;
      }
      merges.add(best.get(0));
      String[] pair = best.get(0).split("\t", -1);
      for (List<String> word : words) {
        for (int i = 0; i + 1 < word.size(); i++) {
          if (word.get(i).equals(pair[0]) && word.get(i + 1).equals(pair[1])) {
            word.set(i, pair[0] + pair[1]);
            word.remove(i + 1);
          }
        }
      }
    }
  }

  @Test
  void trainingTextsAreCutAsTrainingLeftThem() {
    // the merges applied in the order learned give the same as the rank of each
    List<String> texts = published();
    PieceTokenizer tokenizer = PieceTokenizer.fit(texts);
    List<String> word = new ArrayList<>(CharacterTokenizer.characters(" newest"));
    for (String merge : tokenizer.merges()) {
      String[] pair = merge.split("\t", -1);
      for (int i = 0; i + 1 < word.size(); i++) {
        if (word.get(i).equals(pair[0]) && word.get(i + 1).equals(pair[1])) {
          word.set(i, pair[0] + pair[1]);
          word.remove(i + 1);
        }
      }
    }
    assertThat(tokenizer.cutter().cut("newest")).isEqualTo(word);
  }

  @Test
  void unknownCharactersAreNeverPartOfAPiece() {
    PieceTokenizer tokenizer =
        PieceTokenizer.fit(Collections.nCopies(9, "ab").stream().collect(Collectors.toList()));
    assertThat(tokenizer.cutter().cut("abxab")).containsExactly(" ab", "x", "a", "b");
    assertThat(tokenizer.symbols().indices()).doesNotContainKey("x");
  }

  @Test
  void symbolsAreReadBackUpToThePadding() {
    Symbols symbols = new Symbols(List.of(" the", " c"), "");
    assertThat(symbols.view(new float[] {2, 3, 1, 0, 0}).symbols())
        .containsExactly(" the", " c", "\uFFFD");
    assertThat(symbols.view(new float[] {2, 3, 3, 0}).joined()).isEqualTo("the c c");
    assertThat(symbols.vocabulary()).isEqualTo(4);
  }

  @Test
  void shortTextsAndTextsWithoutWordsAreReadByCharacters() {
    assertThat(TextForm.suiting(List.of("a short one"))).isEqualTo(TextForm.CHARACTERS);
    assertThat(TextForm.suiting(List.of("ACGT".repeat(200)))).isEqualTo(TextForm.CHARACTERS);
    assertThat(TextForm.suiting(List.of("many words ".repeat(50)))).isEqualTo(TextForm.WORDS);
    assertThat(TextForm.parse(" Words")).isEqualTo(TextForm.WORDS);
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> TextForm.parse("letters"))
        .withMessage("tokens must be characters, words, pieces, was 'letters'");
  }
}
