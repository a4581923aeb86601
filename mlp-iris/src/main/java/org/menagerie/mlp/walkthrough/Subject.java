package org.menagerie.mlp.walkthrough;

import java.util.function.Supplier;

/** What can be walked through, in the order in which to read. */
enum Subject {
  NEURON("one neuron decides; how a sigmoid becomes a step", NeuronLesson::lesson),
  BACKPROP("one update of a 2-2-1 network, number by number", BackpropLesson::lesson),
  TWO_LAYER("a 2-4-1 network learns exclusive-or", TwoLayerLesson::lesson),
  LINEAR_REGRESSION("gradient descent against least squares", LinearRegressionLesson::lesson),
  ACTIVATIONS("every activation: formula, slope, range, picture", ActivationsLesson::lesson),
  LOSSES("every loss: formula, slope, picture", LossesLesson::lesson),
  OPTIMIZERS("every update rule, and paths on three surfaces", OptimizersLesson::lesson),
  REGULARIZATION(
      "L1, L2, dropout, clipping, early stopping, vanishing gradients",
      RegularizationLesson::lesson);

  private final String summary;

  @SuppressWarnings("ImmutableEnumChecker") // a function without state
  private final Supplier<Lesson> lesson;

  Subject(String summary, Supplier<Lesson> lesson) {
    this.summary = summary;
    this.lesson = lesson;
  }

  String summary() {
    return summary;
  }

  /** Computes the lesson anew. */
  Lesson lesson() {
    return lesson.get();
  }
}
