package org.menagerie.attention;

/** How a step tells where it stands; padding in front counts for nothing. */
public enum Positions {
  /** Sines and cosines of the position (Vaswani et al., 2017); for any length. */
  SINUSOIDAL,
  /** A learned vector for each position. */
  LEARNED,
  /** Not at all: the steps are a set. */
  NONE
}
