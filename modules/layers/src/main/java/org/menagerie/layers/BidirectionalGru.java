package org.menagerie.layers;

/**
 * Two GRUs, one from each end, as one layer: [N, C, T] to [N, 2 H, T], or [N, H, T] when merged.
 *
 * <p>Cells as in {@link Gru}, parameters of the two directions as in {@link BidirectionalLstm}.
 */
public final class BidirectionalGru extends BidirectionalRecurrent {
  private static final long serialVersionUID = 1;

  private BidirectionalGru() {} // for Jackson

  private BidirectionalGru(Builder builder) {
    super(builder);
  }

  @Override
  public RecurrentCell cell() {
    return RecurrentCell.GRU;
  }

  /** Builds a {@link BidirectionalGru}. */
  @SuppressWarnings("unchecked") // Deeplearning4j declares <E extends Layer> E build()
  public static final class Builder extends BidirectionalRecurrent.Builder<Builder> {
    @Override
    public BidirectionalGru build() {
      return new BidirectionalGru(this);
    }
  }
}
