package org.menagerie.layers.kernel;

import java.util.Arrays;
import org.menagerie.layers.TimePooling;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two families of kernels, and the choice between them.
 *
 * <p>The choice is made once, from ND4J's backend and the platform; {@code
 * -Dmenagerie.kernels=nd4j} forces the reference kernels. A kernel may keep what its backward pass
 * needs, so every layer instance asks for its own.
 */
public enum Kernels {
  /** oneDNN on the arrays' own memory: FLOAT on an x86-64 CPU. */
  ONEDNN,
  /** Plain ND4J operations: every backend and every floating type. */
  ND4J;

  /** The system property that forces a family: {@code onednn} or {@code nd4j}. */
  public static final String PROPERTY = "menagerie.kernels";

  private static final Logger LOG = LoggerFactory.getLogger(Kernels.class);

  private static volatile Kernels chosen;

  /**
   * The family in use in this process.
   *
   * @throws IllegalArgumentException when {@link #PROPERTY} names none
   */
  public static Kernels active() {
    Kernels family = chosen;
    if (family == null) {
      // not when the enum loads: tests name families without a backend
      family = choose(System.getProperty(PROPERTY));
      chosen = family;
    }
    return family;
  }

  /**
   * Checks {@link #PROPERTY} without loading anything.
   *
   * @throws IllegalArgumentException when it names no family
   */
  public static void checkProperty() {
    String wish = System.getProperty(PROPERTY);
    if (wish != null) {
      named(wish);
    }
  }

  private static synchronized Kernels choose(String wish) {
    return chosen != null ? chosen : choose(wish, Nd4j.getExecutioner().type(), OneDnn::load);
  }

  /**
   * The family for arrays of this type: oneDNN serves FLOAT alone.
   *
   * @throws IllegalArgumentException for types other than FLOAT and DOUBLE
   */
  public static Kernels of(DataType type) {
    if (type != DataType.FLOAT && type != DataType.DOUBLE) {
      throw new IllegalArgumentException(
          "a network's data type must be FLOAT or DOUBLE, was " + type);
    }
    return type == DataType.FLOAT ? active() : ND4J;
  }

  /** A dense layer's kernel. */
  public DenseKernel dense(Fused activation) {
    return this == ONEDNN ? new OneDnnDense(activation) : new Nd4jDense(activation);
  }

  /** A kernel for one multi-head attention layer. */
  public AttentionKernel attention() {
    return this == ONEDNN ? new OneDnnAttention() : new Nd4jAttention();
  }

  /** A kernel for one feed-forward network. */
  public FeedForwardKernel feedForward() {
    return this == ONEDNN ? new OneDnnFeedForward() : new Nd4jFeedForward();
  }

  /** A kernel for one layer normalisation. */
  public LayerNormKernel layerNorm() {
    return this == ONEDNN ? new OneDnnLayerNorm() : new Nd4jLayerNorm();
  }

  /** A kernel for one attention pooling. */
  public PoolingAttentionKernel poolingAttention() {
    return this == ONEDNN ? new OneDnnPoolingAttention() : new Nd4jPoolingAttention();
  }

  /** A kernel for tables whose rows are picked by index. */
  public TableKernel table() {
    return this == ONEDNN ? new OneDnnTable() : new Nd4jTable();
  }

  /** A kernel for one direction of one LSTM layer. */
  public RecurrentKernel lstm() {
    return this == ONEDNN ? new OneDnnLstm() : new Nd4jLstm();
  }

  /** A kernel for one direction of one GRU layer. */
  public RecurrentKernel gru() {
    return this == ONEDNN ? new OneDnnGru() : new Nd4jGru();
  }

  /** A time pooling layer's kernel; plain Java loops on the CPU, as oneDNN has no masks. */
  public TimePoolingKernel timePooling(TimePooling.Mode mode) {
    return this == ONEDNN ? new JavaTimePooling(mode) : new Nd4jTimePooling(mode);
  }

  /** A convolution's kernel. */
  public ConvolutionKernel convolution(Fused activation) {
    return this == ONEDNN ? new OneDnnConvolution(activation) : new Nd4jConvolution(activation);
  }

  /** A batch normalisation's kernel; the activation is NONE or RELU. */
  public BatchNormKernel batchNorm(double epsilon, Fused activation) {
    return this == ONEDNN
        ? new OneDnnBatchNorm(epsilon, activation)
        : new Nd4jBatchNorm(epsilon, activation);
  }

  /** A pooling layer's kernel. */
  public PoolingKernel pooling(PoolingKernel.Kind kind) {
    return kind == PoolingKernel.Kind.MAX
        ? new MaxPooling(plainPooling(kind), plainPooling(PoolingKernel.Kind.AVERAGE))
        : plainPooling(kind);
  }

  private PoolingKernel plainPooling(PoolingKernel.Kind kind) {
    return this == ONEDNN ? new OneDnnPooling(kind) : new Nd4jPooling(kind);
  }

  /** The kernel of a sum of two arrays. */
  public AddKernel add(Fused activation) {
    return this == ONEDNN ? new OneDnnAdd(activation) : new Nd4jAdd(activation);
  }

  /** The kernel of a shortcut that takes every stride-th pixel; plain Java loops on the CPU. */
  public ShortcutKernel shortcut(int stride) {
    return this == ONEDNN ? new JavaShortcut(stride) : new Nd4jShortcut(stride);
  }

  /** The kernel of a softmax output layer. */
  public CrossEntropyKernel crossEntropy() {
    return this == ONEDNN ? new OneDnnCrossEntropy() : new Nd4jCrossEntropy();
  }

  /** The choice for a wish (null for none), an executioner and a way to load oneDNN. */
  static Kernels choose(String wish, ExecutionerType executioner, Runnable load) {
    if (wish != null && named(wish) == ND4J) {
      return ND4J;
    }
    if (executioner != ExecutionerType.NATIVE_CPU) {
      return ND4J;
    }
    try {
      load.run();
      return ONEDNN;
    } catch (LinkageError | RuntimeException e) { // absent classes, absent or alien libraries
      LOG.warn("oneDNN cannot be used, layers run on ND4J's own operations: {}", e.toString());
      return ND4J;
    }
  }

  private static Kernels named(String wish) {
    return Arrays.stream(values())
        .filter(family -> family.name().equalsIgnoreCase(wish))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s must be onednn or nd4j, was \"%s\"".formatted(PROPERTY, wish)));
  }
}
