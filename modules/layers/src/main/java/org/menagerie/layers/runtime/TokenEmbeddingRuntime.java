package org.menagerie.layers.runtime;

import java.util.Arrays;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.TokenEmbedding;
import org.menagerie.layers.kernel.Dropping;
import org.menagerie.layers.kernel.Kernels;
import org.menagerie.layers.kernel.StepMask;
import org.menagerie.layers.kernel.TableKernel;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs {@link TokenEmbedding}. */
public final class TokenEmbeddingRuntime extends BaseLayer<TokenEmbedding> {
  private static final long serialVersionUID = 1L;

  private final transient TableKernel kernel;
  private transient int[] indices = {};
  private transient int[] ngrams = {};

  /** For {@link TokenEmbedding#instantiate}. */
  public TokenEmbeddingRuntime(NeuralNetConfiguration conf, DataType dataType) {
    super(conf, dataType);
    kernel = Kernels.of(dataType).table();
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    Steps steps = steps();
    indices = indices(steps);
    boolean[] kept = kept(training);
    TokenEmbedding layer = layerConf();
    if (layer.getBuckets() > 0) {
      Ngrams found = new Ngrams(layer.getNgrams(), layer.getBuckets());
      ngrams = found.rows(indices, kept, steps.length());
    }
    dropTokens(kept);
    INDArray y =
        workspaces.createUninitialized(
            ArrayType.ACTIVATIONS,
            dataType,
            new long[] {indices.length, layerConf().getNOut()},
            'c');
    kernel.pick(getParamWithNoise(TokenEmbedding.WEIGHTS, training, workspaces), indices, y);
    if (layer.getBuckets() > 0) {
      kernel.addSums(getParamWithNoise(TokenEmbedding.NGRAMS, training, workspaces), ngrams, y);
    }
    return steps.sequence(y);
  }

  // a function of seed and iteration, as every other dropout
  private boolean[] kept(boolean training) {
    double rate = training ? layerConf().getTokenDropout() : 0;
    long seed = conf.getSeed() * 0x9E3779B97F4A7C15L + getIterationCount();
    return new Dropping(rate, seed).kept(indices.length);
  }

  private void dropTokens(boolean[] kept) {
    for (int row = 0; row < indices.length; row++) {
      if (!kept[row] && indices[row] != TableKernel.PADDING) {
        indices[row] = layerConf().getUnknown();
      }
    }
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    Steps steps = steps();
    Shapes.require("gradient", epsilon, this::layerId, steps.shape(layerConf().getNOut()));
    INDArray dy = steps.rows(epsilon.castTo(dataType), ArrayType.BP_WORKING_MEM, workspaces);
    kernel.gradient(indices, dy, gradientViews.get(TokenEmbedding.WEIGHTS));
    if (layerConf().getBuckets() > 0) {
      kernel.gradient(ngrams, dy, gradientViews.get(TokenEmbedding.NGRAMS));
    }
    weightNoiseParams.clear();
    Gradient gradient = new DefaultGradient();
    gradientViews.forEach(gradient::setGradientFor);
    return new Pair<>(gradient, null); // an index has no gradient
  }

  private Steps steps() {
    boolean matrix = input.rank() == 2;
    if (!matrix && (input.rank() != 3 || input.size(1) != 1)) {
      throw new DL4JInvalidInputException(
          "token indices must be [N, T] or [N, 1, T], were %s in %s"
              .formatted(Arrays.toString(input.shape()), layerId()));
    }
    return new Steps((int) input.size(0), (int) input.size(matrix ? 1 : 2), false);
  }

  private int[] indices(Steps steps) {
    StepMask mask = steps.mask(maskArray, this::layerId);
    double[] given = input.dup('c').data().asDouble();
    int[] result = new int[given.length];
    for (int row = 0; row < result.length; row++) {
      result[row] = mask.isReal(row) ? index(given[row], row, steps) : TableKernel.PADDING;
    }
    return result;
  }

  private int index(double given, int row, Steps steps) {
    long vocabulary = layerConf().getNIn();
    if (given >= 0 && given < vocabulary && given == Math.rint(given)) {
      return (int) given;
    }
    Object shown = given == Math.rint(given) ? (Object) Math.round(given) : (Object) given;
    throw new DL4JInvalidInputException(
        "token index must be a whole number in [0, %d), was %s at sequence %d, step %d in %s"
            .formatted(vocabulary, shown, row / steps.length(), row % steps.length(), layerId()));
  }

  @Override
  public void setParams(INDArray given) {
    FlatParameters.assign(given, paramsFlattened, layerId());
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }
}
