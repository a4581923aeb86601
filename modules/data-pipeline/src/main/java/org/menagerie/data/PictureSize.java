package org.menagerie.data;

import java.util.List;

/** Pixels of a picture. */
record PictureSize(int height, int width) {
  /** The median height and the median width. */
  static PictureSize median(List<PictureSize> sizes) {
    int middle = sizes.size() / 2;
    return new PictureSize(
        sizes.stream().mapToInt(PictureSize::height).sorted().skip(middle).findFirst().orElse(1),
        sizes.stream().mapToInt(PictureSize::width).sorted().skip(middle).findFirst().orElse(1));
  }

  /** Of a picture that is stored with this size. */
  PictureSize seen(Orientation orientation) {
    return orientation.swapsSides()
        ? new PictureSize(/* height= */ width, /* width= */ height)
        : this;
  }

  long pixels() {
    return (long) height * width;
  }

  @Override
  public String toString() {
    return height + "x" + width;
  }
}
