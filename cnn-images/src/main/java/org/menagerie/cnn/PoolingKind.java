package org.menagerie.cnn;

import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.PoolingType;

/** What a window of a picture is reduced to. */
public enum PoolingKind {
  MAX(PoolingType.MAX),
  AVERAGE(PoolingType.AVG),
  /** The picture keeps its size. */
  NONE(null);

  private final PoolingType dl4j;

  PoolingKind(PoolingType dl4j) {
    this.dl4j = dl4j;
  }

  /** The kind in Deeplearning4j, if there is pooling at all. */
  Optional<PoolingType> dl4j() {
    return Optional.ofNullable(dl4j);
  }
}
