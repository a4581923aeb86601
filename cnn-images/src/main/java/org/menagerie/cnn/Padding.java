package org.menagerie.cnn;

import org.deeplearning4j.nn.conf.ConvolutionMode;

/** What a convolution sees beyond a picture's border. */
public enum Padding {
  /** Zeros, so many that a convolution of stride 1 keeps the picture's size. */
  SAME(ConvolutionMode.Same),
  /** Nothing: windows lie within the picture, which loses kernel - 1 pixels each way. */
  VALID(ConvolutionMode.Truncate);

  private final ConvolutionMode dl4j;

  Padding(ConvolutionMode dl4j) {
    this.dl4j = dl4j;
  }

  /** The mode in Deeplearning4j. */
  ConvolutionMode dl4j() {
    return dl4j;
  }
}
