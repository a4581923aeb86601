package org.menagerie.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/**
 * How a camera was held: the Exif tag 0x0112 of a JPEG file, by which stored pixels are turned
 * upright.
 *
 * @param tag 1 to 8, as in Exif 2.3, section 4.6.4; 1 for upright
 */
record Orientation(int tag) {
  static final Orientation UPRIGHT = new Orientation(1);

  private static final int TAG = 0x0112;
  private static final int JPEG = 0xffd8;
  private static final int APP1 = 0xffe1;
  private static final int FIRST_APP = 0xffe0; // what precedes the picture: APPn, comments
  private static final int COMMENT = 0xfffe;
  private static final int EXIF = 0x45786966;

  /** Reads a file from its beginning, and leaves the stream there. */
  static Orientation of(ImageInputStream in) throws IOException {
    ByteOrder order = in.getByteOrder();
    in.mark();
    try {
      in.setByteOrder(ByteOrder.BIG_ENDIAN);
      return in.readUnsignedShort() == JPEG ? segments(in) : UPRIGHT;
    } catch (EOFException e) {
      return UPRIGHT; // decoding says what is wrong with the file
    } finally {
      in.setByteOrder(order);
      in.reset();
    }
  }

  private static Orientation segments(ImageInputStream in) throws IOException {
    int marker = in.readUnsignedShort();
    while (marker >= FIRST_APP && marker <= COMMENT) {
      long next = in.getStreamPosition() + in.readUnsignedShort();
      if (marker == APP1 && in.readInt() == EXIF) {
        in.readUnsignedShort(); // two zeros end the name
        return directory(in, in.getStreamPosition());
      }
      in.seek(next);
      marker = in.readUnsignedShort();
    }
    return UPRIGHT;
  }

  // TIFF: byte order, 42, where the directory is; entries of tag, type, count, value
  private static Orientation directory(ImageInputStream in, long start) throws IOException {
    in.setByteOrder(
        in.readUnsignedShort() == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    in.readUnsignedShort();
    in.seek(start + in.readUnsignedInt());
    int entries = in.readUnsignedShort();
    for (int i = 0; i < entries; i++) {
      int tag = in.readUnsignedShort();
      in.skipBytes(6);
      int value = in.readUnsignedShort();
      in.skipBytes(2);
      if (tag == TAG) {
        return value >= 1 && value <= 8 ? new Orientation(value) : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  /** Whether rows of the file are columns of the picture. */
  boolean swapsSides() {
    return tag >= 5;
  }

  /** Stored pixels [height, width, channels] upright; [width, height, channels] if sides swap. */
  byte[] upright(byte[] pixels, int height, int width, int channels) {
    if (tag == 1) {
      return pixels;
    }
    int rows = swapsSides() ? width : height;
    int columns = swapsSides() ? height : width;
    byte[] out = new byte[pixels.length];
    int at = 0;
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++, at += channels) {
        int row = swapsSides() ? x : y;
        int column = swapsSides() ? y : x;
        row = fromBelow() ? height - 1 - row : row;
        column = fromRight() ? width - 1 - column : column;
        System.arraycopy(pixels, (row * width + column) * channels, out, at, channels);
      }
    }
    return out;
  }

  private boolean fromBelow() {
    return tag == 3 || tag == 4 || tag == 6 || tag == 7;
  }

  private boolean fromRight() {
    return tag == 2 || tag == 3 || tag == 7 || tag == 8;
  }
}
