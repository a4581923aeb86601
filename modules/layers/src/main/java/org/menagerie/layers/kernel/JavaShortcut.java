package org.menagerie.layers.kernel;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@link ShortcutKernel} row by row through heap arrays.
 *
 * <p>oneDNN's strided copies refuse heights and widths that are no multiple of the stride.
 */
record JavaShortcut(int stride) implements ShortcutKernel {
  @Override
  public void forward(INDArray x, INDArray y) {
    Row from = new Row(x);
    Row to = new Row(y); // its padding stays 0
    for (long n = 0; n < y.size(0); n++) {
      for (long i = 0; i < y.size(1); i++) {
        from.read(n, stride * i);
        copyPixels(from, stride, to, 1, y.size(2));
        to.write(n, i);
      }
    }
  }

  @Override
  public void backward(INDArray dy, INDArray dx) {
    Address.of(dx).zero();
    Row from = new Row(dy);
    Row to = new Row(dx); // pixels left out stay 0
    for (long n = 0; n < dy.size(0); n++) {
      for (long i = 0; i < dy.size(1); i++) {
        from.read(n, i);
        copyPixels(from, 1, to, stride, dy.size(2));
        to.write(n, stride * i);
      }
    }
  }

  private static void copyPixels(Row from, int fromStep, Row to, int toStep, long pixels) {
    int channels = Math.min(from.channels, to.channels);
    for (int j = 0; j < pixels; j++) {
      int source = j * fromStep * from.channels;
      System.arraycopy(from.values, source, to.values, j * toStep * to.channels, channels);
    }
  }

  /** One row of pixels at a time of 'c' ordered images [batch, height, width, channels]. */
  private static final class Row {
    final int channels;
    final float[] values;
    private final long start;
    private final long height;
    private final Address address;

    Row(INDArray images) {
      channels = Math.toIntExact(images.size(3));
      values = new float[Math.toIntExact(images.size(2) * channels)];
      start = Address.address(images);
      height = images.size(1);
      address = new Address(start, values.length);
    }

    void read(long image, long row) {
      at(image, row).get(values, 0, values.length);
    }

    void write(long image, long row) {
      at(image, row).put(values, 0, values.length);
    }

    private Address at(long image, long row) {
      long floats = (image * height + row) * values.length;
      return address.set(start + Float.BYTES * floats, values.length);
    }
  }
}
