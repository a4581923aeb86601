package org.menagerie.benchmarks.workload;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A network with a softmax head, trained with Adam, and the size of its batches.
 *
 * <p>Every peer builds its own network from the same workload.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Mlp.class, name = "mlp"),
  @JsonSubTypes.Type(value = ResNet.class, name = "resnet"),
  @JsonSubTypes.Type(value = Recurrent.class, name = "recurrent"),
  @JsonSubTypes.Type(value = Transformer.class, name = "transformer")
})
public sealed interface Workload permits Mlp, ResNet, Recurrent, Transformer {

  /** Adam's learning rate, on every side. */
  double LEARNING_RATE = 1e-3;

  /** Classes of every network but the smallest. */
  int TEN_CLASSES = 10;

  /** Returns the number of examples in a batch. */
  int batch();

  /** Returns the number of classes told apart. */
  int classes();

  /**
   * Returns the shape of one example: [features], [height, width, channels] or [steps, features].
   */
  int[] exampleShape();

  /** Returns the number of tokens an example is made of, or 0 where examples are real numbers. */
  default int tokens() {
    return 0;
  }

  /** Returns what a table calls this network, such as "LSTM 128, 64 inputs, T 100, batch 64". */
  String title();

  /** Returns the same network fed with batches of another size. */
  Workload withBatch(int examples);
}
