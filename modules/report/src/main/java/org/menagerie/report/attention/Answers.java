package org.menagerie.report.attention;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.core.Floats;
import org.menagerie.core.Scorer;
import org.menagerie.core.Target;
import org.menagerie.report.page.Tone;
import org.menagerie.report.page.Words.Word;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * What a network answered at each step of one example.
 *
 * @param truth empty at steps whose truth is not known
 */
record Answers(List<String> said, List<String> truth) {
  private static final String SPACE = "\u2423"; // an open box
  private static final String LINE_END = "\u21b5";

  /**
   * Asks the network.
   *
   * @param target with an answer at every step
   * @param example a batch of one
   */
  static Answers of(ComputationGraph network, Target target, DataSet example) {
    float[][] output = steps(Scorer.predict(network, example));
    boolean known = example.getLabels() != null;
    float[][] labels = known ? steps(example.getLabels()) : new float[0][];
    INDArray mask = known ? example.getLabelsMaskArray() : null;
    List<String> said = new ArrayList<>();
    List<String> truth = new ArrayList<>();
    for (int t = 0; t < output.length; t++) {
      said.add(target.names().get(Floats.largest(output[t])));
      boolean told = known && (mask == null || mask.getDouble(0, t) != 0);
      truth.add(told ? target.names().get(Floats.largest(labels[t])) : "");
    }
    return new Answers(said, truth);
  }

  // [1, classes, steps] -> [steps][classes]
  private static float[][] steps(INDArray answers) {
    return Floats.rows(answers.slice(0).transpose());
  }

  /** Symbols with the answers under them; wrong ones stand out. */
  List<Word> below(List<String> symbols, List<Boolean> unknown) {
    List<Word> words = new ArrayList<>();
    for (int t = 0; t < symbols.size(); t++) {
      boolean wrong = !truth.get(t).isEmpty() && !truth.get(t).equals(said.get(t));
      words.add(
          new Word(
              visible(symbols.get(t)),
              0,
              unknown.get(t),
              visible(said.get(t)),
              wrong ? Tone.BAD : Tone.PLAIN));
    }
    return words;
  }

  // a blank that stands alone would leave nothing to look at
  private static String visible(String symbol) {
    return symbol.equals("\n") ? LINE_END : symbol.isBlank() ? SPACE : symbol;
  }

  /** "1–3 down, 4–9 up": of the first steps, equal neighbours together. */
  String runs(int steps) {
    List<String> runs = new ArrayList<>();
    int first = 0;
    for (int t = 1; t <= steps; t++) {
      if (t == steps || !said.get(t).equals(said.get(first))) {
        String places = first + 1 == t ? "" + t : first + 1 + "\u2013" + t;
        runs.add(places + " " + visible(said.get(first)));
        first = t;
      }
    }
    return String.join(", ", runs);
  }
}
