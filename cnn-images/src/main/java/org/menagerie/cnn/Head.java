package org.menagerie.cnn;

/** How the last picture becomes a row of numbers. */
public enum Head {
  /** The mean of each channel. */
  GLOBAL_AVERAGE,
  /** The maximum of each channel. */
  GLOBAL_MAX,
  /** Every pixel of every channel. */
  FLATTEN
}
