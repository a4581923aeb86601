package org.menagerie.report.comparison;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.core.Score;
import org.menagerie.report.Predictions.OfClasses;
import org.menagerie.report.statistics.Ranking;

/** The answers of one architecture, those of all seeds together. */
final class Pooled {
  private final List<OfClasses> parts;
  private final List<String> labels;

  private Pooled(List<OfClasses> parts) {
    this.parts = parts;
    this.labels = parts.get(0).labels();
  }

  /** Of a contender whose predictions name classes. */
  static Pooled of(Contender contender) {
    return new Pooled(
        contender.finished().stream()
            .map(attempt -> (OfClasses) attempt.results().predictions())
            .toList());
  }

  /** Whether every class has a probability: not where each step has an answer. */
  boolean ranked() {
    return parts.stream().allMatch(part -> part.probabilities().length > 0);
  }

  List<String> labels() {
    return labels;
  }

  float[] confidence() {
    int size = parts.stream().mapToInt(part -> part.confidence().length).sum();
    float[] all = new float[size];
    int at = 0;
    for (OfClasses part : parts) {
      System.arraycopy(part.confidence(), 0, all, at, part.confidence().length);
      at += part.confidence().length;
    }
    return all;
  }

  boolean[] right() {
    int size = parts.stream().mapToInt(part -> part.truth().length).sum();
    boolean[] all = new boolean[size];
    int at = 0;
    for (OfClasses part : parts) {
      System.arraycopy(part.right(), 0, all, at, part.truth().length);
      at += part.truth().length;
    }
    return all;
  }

  /** One class against all others. */
  Ranking ranking(int label) {
    int size = parts.stream().mapToInt(part -> part.truth().length).sum();
    float[] scores = new float[size];
    boolean[] positive = new boolean[size];
    int at = 0;
    for (OfClasses part : parts) {
      for (int i = 0; i < part.truth().length; i++) {
        scores[at] = part.probabilities()[i][label];
        positive[at++] = part.truth()[i] == label;
      }
    }
    return Ranking.of(scores, positive);
  }

  /** The classes that can be ranked; of two, which mirror each other, the second. */
  List<Ranking> rankings() {
    return IntStream.range(labels.size() == 2 ? 1 : 0, labels.size())
        .mapToObj(this::ranking)
        .filter(ranking -> ranking.positives() > 0 && ranking.negatives() > 0)
        .toList();
  }

  /** All seeds' counts added up. */
  static Score.Classification sum(Contender contender) {
    List<List<Long>> sum = new ArrayList<>();
    double loss = 0;
    for (Score score : contender.scores().values()) {
      Score.Classification one = (Score.Classification) score;
      for (int i = 0; i < one.labels().size(); i++) {
        if (sum.size() <= i) {
          sum.add(new ArrayList<>(Collections.nCopies(one.labels().size(), 0L)));
        }
        for (int j = 0; j < one.labels().size(); j++) {
          sum.get(i).set(j, sum.get(i).get(j) + one.count(i, j));
        }
      }
      loss += one.loss() / contender.scores().size();
    }
    Score.Classification first =
        (Score.Classification) contender.scores().values().iterator().next();
    return new Score.Classification(loss, first.labels(), sum);
  }
}
