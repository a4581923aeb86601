package org.menagerie.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Sequences of steps as they were read.
 *
 * @param name what messages call the file
 * @param sha256 of the file's bytes, in hexadecimal
 * @param steps a row for each step, sequence after sequence; NaN where a number is missing
 * @param starts the row on which each sequence begins, and the number of rows at the end
 * @param labels the label column, a row for each sequence or for each step; empty where not read
 * @param keys what tells the sequences apart; empty where their order alone does
 * @param notes what the user should know
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
record Sequences(
    String name,
    String sha256,
    Table steps,
    int[] starts,
    Optional<Table> labels,
    Optional<EncodedFile.Key> keys,
    List<String> notes) {

  int size() {
    return starts.length - 1;
  }

  int length(int sequence) {
    return starts[sequence + 1] - starts[sequence];
  }

  int longest() {
    return IntStream.range(0, size()).map(this::length).max().orElse(0);
  }

  int shortest() {
    return IntStream.range(0, size()).map(this::length).min().orElse(0);
  }

  /** The rows of all steps of some sequences. */
  int[] rows(int[] sequences) {
    return Arrays.stream(sequences)
        .flatMap(s -> IntStream.range(starts[s], starts[s + 1]))
        .toArray();
  }

  /** "270 series of 7 to 29 steps". */
  String summary() {
    String length =
        shortest() == longest() ? Integer.toString(longest()) : shortest() + " to " + longest();
    return Phrases.count(size(), "series", "series") + " of " + length + " steps";
  }
}
