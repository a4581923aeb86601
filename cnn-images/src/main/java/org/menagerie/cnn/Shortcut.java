package org.menagerie.cnn;

/** How a shortcut follows where a residual block halves the picture and doubles the channels. */
public enum Shortcut {
  /** Every second pixel, zeros in the new channels: no parameters (option A of He et al., 2016). */
  IDENTITY,
  /** A convolution of 1 x 1 with stride 2 and batch normalisation (option B). */
  PROJECTION
}
