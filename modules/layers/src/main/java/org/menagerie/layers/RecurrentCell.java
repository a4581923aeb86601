package org.menagerie.layers;

import org.menagerie.layers.kernel.Kernels;
import org.menagerie.layers.kernel.RecurrentKernel;

/** The kinds of recurrent cells, with the blocks of H columns that their parameters have. */
public enum RecurrentCell {
  /** Candidate, forget, output and input gate; a memory cell besides the output. */
  LSTM(4, 4) {
    @Override
    public RecurrentKernel kernel(Kernels family) {
      return family.lstm();
    }
  },
  /** Reset and update gate and candidate; a bias more, inside the reset gate's product. */
  GRU(3, 4) {
    @Override
    public RecurrentKernel kernel(Kernels family) {
      return family.gru();
    }
  };

  private final int weightBlocks;
  private final int biasBlocks;

  RecurrentCell(int weightBlocks, int biasBlocks) {
    this.weightBlocks = weightBlocks;
    this.biasBlocks = biasBlocks;
  }

  /** A kernel of this cell for one direction of one layer. */
  public abstract RecurrentKernel kernel(Kernels family);

  /** Blocks of H columns in the input weights and in the recurrent weights. */
  public int weightBlocks() {
    return weightBlocks;
  }

  /** Blocks of H elements in the bias. */
  public int biasBlocks() {
    return biasBlocks;
  }
}
