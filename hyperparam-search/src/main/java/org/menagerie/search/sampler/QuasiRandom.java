package org.menagerie.search.sampler;

import java.util.SplittableRandom;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * Points that fill the unit cube evenly: Sobol's, shifted at random (Cranley and Patterson, 1976).
 */
final class QuasiRandom {
  private final SobolSequenceGenerator sequence;
  private final double[] shift;

  QuasiRandom(int dimensions, long seed) {
    sequence = new SobolSequenceGenerator(dimensions); // up to 1,000
    sequence.skipTo(1); // the first is the origin
    SplittableRandom random = new SplittableRandom(seed);
    shift = random.doubles(dimensions).toArray();
  }

  double[] next() {
    double[] point = sequence.nextVector();
    for (int i = 0; i < point.length; i++) {
      point[i] = (point[i] + shift[i]) % 1;
    }
    return point;
  }

  /** The point of that number, from 0. */
  static double[] point(int number, int dimensions, long seed) {
    QuasiRandom sequence = new QuasiRandom(dimensions, seed);
    for (int i = 0; i < number; i++) {
      sequence.next();
    }
    return sequence.next();
  }
}
