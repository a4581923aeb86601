package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.menagerie.core.InputShape;
import org.menagerie.core.Target;
import org.nd4j.linalg.dataset.DataSet;

final class LengthBucketsTest {
  private static final int BATCH = 10;

  private final int[] lengths = new Random(1).ints(1_234, 1, 400).toArray();

  @Test
  void everyExampleComesOnceAndTheRestLast() {
    int[] order = LengthBuckets.order(lengths, 7, BATCH);
    assertThat(IntStream.of(order).sorted().toArray())
        .isEqualTo(IntStream.range(0, lengths.length).toArray());
    for (int size : new int[] {1, 1_234, 5_000}) {
      assertThat(LengthBuckets.order(lengths, 7, size)).hasSize(1_234).doesNotHaveDuplicates();
    }
  }

  @Test
  void theSeedAloneDecidesTheOrder() {
    assertThat(LengthBuckets.order(lengths, 7, BATCH))
        .isEqualTo(LengthBuckets.order(lengths, 7, BATCH))
        .isNotEqualTo(LengthBuckets.order(lengths, 8, BATCH));
  }

  @Test
  void batchesHoldExamplesOfLikeLength() {
    long real = Arrays.stream(lengths).sum();
    assertThat(steps(IntStream.range(0, lengths.length).toArray())).isGreaterThan(1.7 * real);
    assertThat(steps(LengthBuckets.order(lengths, 7, BATCH))).isLessThan(1.15 * real);
  }

  // steps of all batches, padding included
  private double steps(int[] order) {
    long steps = 0;
    for (int from = 0; from < order.length; from += BATCH) {
      int[] batch = Arrays.copyOfRange(order, from, Math.min(from + BATCH, order.length));
      steps += (long) batch.length * Arrays.stream(batch).map(row -> lengths[row]).max().orElse(0);
    }
    return steps;
  }

  @Test
  void batchesOfLikeLengthComeInAnyOrder() {
    int[] order = LengthBuckets.order(lengths, 7, BATCH);
    int rises = 0;
    for (int b = 1; b < lengths.length / BATCH; b++) {
      rises += lengths[order[b * BATCH]] > lengths[order[(b - 1) * BATCH]] ? 1 : 0;
    }
    assertThat(rises).isBetween(45, 78);
  }

  @Test
  void aBatchIsAsWideAsItsLongestTextNeeds() {
    float[] values = new float[3 * 30];
    Arrays.fill(values, 0, 5, 2);
    Arrays.fill(values, 30, 30 + 9, 3);
    Arrays.fill(values, 60, 60 + 30, 4);
    InMemoryExamples examples =
        new InMemoryExamples(
            new InputShape.Tokens(30, 5),
            new Target.Classes(List.of("a", "b")),
            new FeatureEncoder.Encoded(values, new int[] {5, 9, 30}),
            new float[] {0, 1, 0},
            new int[] {1, 2, 3});
    assertThat(examples.batch(new int[] {0}).getFeatures().shape()).containsExactly(1, 8);
    assertThat(examples.batch(new int[] {2, 0}).getFeatures().shape()).containsExactly(2, 30);
    DataSet two = examples.batch(new int[] {1, 0});
    assertThat(two.getFeatures().shape()).containsExactly(2, 16);
    assertThat(two.getFeatures().sum(1).toFloatVector()).containsExactly(27, 10);
    assertThat(two.getFeaturesMaskArray().sum(1).toFloatVector()).containsExactly(9, 5);
    assertThat(examples.order(3, 2)).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void aBatchOfSequencesHasAsManyStepsAsItsLongestNeeds() {
    int[] from = {0, 5, 14};
    int[] length = {5, 9, 30};
    float[] labels = new float[44]; // of every step
    Arrays.fill(labels, 5, 14, 1);
    SequenceExamples examples =
        new SequenceExamples(
            new InputShape.Sequence(30, 1),
            new Target.ClassPerStep(List.of("a", "b")),
            new float[44],
            new SequenceExamples.Slices(from, length),
            labels);
    assertThat(examples.batch(new int[] {0}).getFeatures().shape()).containsExactly(1, 1, 8);
    assertThat(examples.batch(new int[] {2, 0}).getLabels().shape()).containsExactly(2, 2, 30);
    DataSet two = examples.batch(new int[] {1, 0});
    assertThat(two.getLabels().shape()).containsExactly(2, 2, 16);
    assertThat(two.getLabels().sum(2).toFloatMatrix())
        .isDeepEqualTo(new float[][] {{0, 9}, {5, 0}});
    assertThat(two.getFeaturesMaskArray().sum(1).toFloatVector()).containsExactly(9, 5);
    assertThat(two.getLabelsMaskArray()).isEqualTo(two.getFeaturesMaskArray());
  }

  @Test
  void batchesOfManySequencesAreOfLikeLengthAndThoseOfFewAreNot() {
    assertThat(widths(3_000)).isLessThan(0.8 * widths(1_900));
  }

  // mean steps of a batch of sequences of 1 to 100 steps
  private static double widths(int sequences) {
    int[] length = new Random(1).ints(sequences, 1, 101).toArray();
    SequenceExamples examples =
        new SequenceExamples(
            new InputShape.Sequence(100, 1),
            new Target.Classes(List.of("a", "b")),
            new float[100],
            new SequenceExamples.Slices(new int[sequences], length),
            new float[sequences]);
    int[] order = examples.order(1, BATCH);
    return IntStream.range(0, sequences / BATCH)
        .mapToObj(b -> examples.batch(Arrays.copyOfRange(order, b * BATCH, (b + 1) * BATCH)))
        .mapToLong(batch -> batch.getFeatures().size(2))
        .average()
        .orElseThrow();
  }
}
