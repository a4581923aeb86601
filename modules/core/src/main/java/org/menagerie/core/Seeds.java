package org.menagerie.core;

import java.util.SplittableRandom;

/** One seed, handed down: every use of randomness gets a seed of its own from it. */
public final class Seeds {
  private Seeds() {}

  /** The seed of one use: equal arguments give equal seeds, others unrelated ones. */
  public static long derive(long seed, long... path) {
    long h = mix(seed);
    for (long p : path) {
      h = mix(h ^ p); // not symmetric: the seed is mixed already
    }
    return h;
  }

  /** The numbers 0 to n-1 in an order that the seed decides (Fisher and Yates). */
  public static int[] permutation(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  // the finaliser of SplitMix64 (Steele, Lea and Flood, 2014) after one step of its counter
  private static long mix(long z) {
    z += 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
