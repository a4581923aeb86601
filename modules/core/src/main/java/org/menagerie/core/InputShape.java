package org.menagerie.core;

import static org.menagerie.core.Guards.positive;

/**
 * The shape of one example, and with it the layout of a batch's feature array.
 *
 * <p>Architectures adapt a shape to their own: an image can be read as rows in time, a sequence as
 * a flat row.
 */
public sealed interface InputShape {

  /** Numbers in one example: the length of its flat row. */
  int values();

  /** A flat row of numbers; a batch is [n, size]. */
  record Features(int size) implements InputShape {
    public Features {
      positive(size, "features");
    }

    @Override
    public int values() {
      return size;
    }
  }

  /** A picture; a batch is [n, height, width, channels]. */
  record Image(int height, int width, int channels) implements InputShape {
    public Image {
      positive(height, "image height");
      positive(width, "image width");
      positive(channels, "image channels");
    }

    @Override
    public int values() {
      return height * width * channels;
    }
  }

  /** A series; a batch is [n, features, steps], with a mask [n, steps] where lengths differ. */
  record Sequence(int steps, int features) implements InputShape {
    public Sequence {
      positive(steps, "sequence steps");
      positive(features, "sequence features");
    }

    @Override
    public int values() {
      return steps * features;
    }
  }

  /**
   * Symbols, as indices below {@code vocabulary}; a batch is [n, steps], with a mask [n, steps]
   * where lengths differ; such a batch may be shorter than {@code steps}, down to its longest
   * example. Index 0 stands for padding, index 1 for symbols not seen in training.
   */
  record Tokens(int steps, int vocabulary) implements InputShape {
    public Tokens {
      positive(steps, "token steps");
      Guards.atLeast(vocabulary, 2, "vocabulary");
    }

    @Override
    public int values() {
      return steps * vocabulary;
    }
  }
}
