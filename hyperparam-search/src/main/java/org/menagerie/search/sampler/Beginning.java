package org.menagerie.search.sampler;

import java.util.List;

/**
 * A strategy that begins with a given point.
 *
 * @param first of the unit cube
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
public record Beginning(double[] first, Sampler then) implements Sampler {

  @Override
  public double[] next(List<Observation> history) {
    return history.isEmpty() ? first.clone() : then.next(history);
  }

  @Override
  public boolean learns() {
    return then.learns();
  }

  @Override
  public long size() {
    return then.size();
  }
}
