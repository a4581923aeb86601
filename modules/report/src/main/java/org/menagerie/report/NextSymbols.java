package org.menagerie.report;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.core.Scorer;
import org.menagerie.data.SymbolEncoder;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** What a network says of the symbol behind a text that grows. */
interface NextSymbols {

  /** The probability of each symbol to follow {@code tokens[0, end)}; ends must grow. */
  double[] behind(int[] tokens, int end);

  /** Step by step, with the state kept, where the network can; else window by window. */
  static NextSymbols of(ComputationGraph network, SymbolEncoder encoder) {
    return canStep(network, encoder) ? new Steps(network) : new Windows(network, encoder);
  }

  /**
   * Whether steps with the state kept give what the whole window gives. Layers that look across
   * time without a state do not, so it is tried on a few symbols.
   */
  static boolean canStep(ComputationGraph network, SymbolEncoder encoder) {
    if (Arrays.stream(network.getLayers()).noneMatch(RecurrentLayer.class::isInstance)) {
      return false;
    }
    int symbols = encoder.target().size();
    int[] probe =
        IntStream.range(0, Math.min(5, encoder.steps())).map(t -> 2 + t % symbols).toArray();
    NextSymbols steps = new Steps(network);
    NextSymbols windows = new Windows(network, encoder);
    for (int end = 1; end <= probe.length; end++) {
      double[] one = steps.behind(probe, end);
      double[] other = windows.behind(probe, end);
      if (IntStream.range(0, symbols).anyMatch(k -> Math.abs(one[k] - other[k]) > 1e-4)) {
        return false;
      }
    }
    return true;
  }

  /** The network's own state holds all that was read. */
  final class Steps implements NextSymbols {
    private final ComputationGraph network;
    private int read;

    Steps(ComputationGraph network) {
      this.network = network;
      network.rnnClearPreviousState();
    }

    @Override
    public double[] behind(int[] tokens, int end) {
      float[] fresh = new float[end - read];
      for (int t = 0; t < fresh.length; t++) {
        fresh[t] = tokens[read + t];
      }
      // recurrent layers are stepped with arrays of rank 3: [1, 1, steps]
      INDArray batch = Nd4j.create(fresh, new long[] {1, 1, fresh.length}, DataType.FLOAT);
      read = end;
      return at(network.rnnTimeStep(batch)[0], fresh.length - 1);
    }
  }

  /** The last symbols are read again each time, as many as the network was trained on. */
  final class Windows implements NextSymbols {
    private final ComputationGraph network;
    private final int steps;

    Windows(ComputationGraph network, SymbolEncoder encoder) {
      this.network = network;
      this.steps = encoder.steps();
    }

    @Override
    public double[] behind(int[] tokens, int end) {
      int length = Math.min(steps, end);
      float[] window = new float[steps];
      float[] mask = new float[steps];
      for (int t = 0; t < length; t++) {
        window[t] = tokens[end - length + t];
        mask[t] = 1;
      }
      INDArray masks =
          length < steps ? Nd4j.create(mask, new long[] {1, steps}, DataType.FLOAT) : null;
      INDArray symbols = Nd4j.create(window, new long[] {1, steps}, DataType.FLOAT);
      return at(Scorer.predict(network, new DataSet(symbols, null, masks, null)), length - 1);
    }
  }

  // output: [1, symbols, steps], or [1, symbols] of a single step
  private static double[] at(INDArray output, int step) {
    double[] probabilities = new double[(int) output.size(1)];
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = output.rank() == 2 ? output.getDouble(0, k) : output.getDouble(0, k, step);
    }
    return probabilities;
  }
}
