package org.menagerie.layers;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.menagerie.layers.runtime.ForwardRecurrentLayer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * GRU, [N, C, T] to [N, H, T], in the variant of cuDNN and PyTorch ("reset after").
 *
 * <p>r = s(W_r x + R_r h + b_r), u = s(W_u x + R_u h + b_u), n = tanh(W_n x + b_n + r (R_n h +
 * b_rn)), h_t = n + u (h_{t-1} - n): Cho et al. (2014), v1 of the paper, with the reset gate
 * applied after the recurrent product. Blocks in the order r, u, n (PyTorch's r, z, n); the bias
 * has four: b_r, b_u, b_n, b_rn, where PyTorch's pairs for r and z are to be summed. {@code
 * rnnTimeStep} and truncated back-propagation work as for Deeplearning4j's layers.
 */
public final class Gru extends RecurrentConfiguration {
  private static final long serialVersionUID = 1;

  private Gru() {} // for Jackson

  private Gru(Builder builder) {
    super(builder);
  }

  @Override
  public RecurrentCell cell() {
    return RecurrentCell.GRU;
  }

  @Override
  public List<String> prefixes() {
    return List.of("");
  }

  @Override
  protected ForwardRecurrentLayer newRuntime(NeuralNetConfiguration conf, DataType type) {
    return new ForwardRecurrentLayer(conf, type);
  }

  /** Builds a {@link Gru}. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends RecurrentConfiguration.Builder<Builder> {
    @Override
    public Gru build() {
      return new Gru(this);
    }
  }
}
