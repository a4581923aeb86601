package org.menagerie.data;

import java.util.Arrays;
import java.util.List;

/**
 * Decoded pictures of one form.
 *
 * @param slots the row of each picture in the store
 * @param labels class of each picture; -1 where it is not known
 * @param files what each picture is called
 * @param sha256 of paths and bytes of all files, in hexadecimal
 * @param notes what the user should know of files that could not be used
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
record PictureSet(
    PictureForm form,
    PixelStore store,
    int[] slots,
    int[] labels,
    List<String> files,
    String sha256,
    List<String> notes) {
  private static final int NOISE = 3; // what JPEG leaves between equal channels

  int size() {
    return slots.length;
  }

  /** Copies one picture's bytes, [height, width, channels]. */
  void get(int picture, byte[] out) {
    store.get(slots[picture], out);
  }

  /** Whether any picture has a pixel that is not grey. */
  boolean coloured() {
    if (form.channels() == 1) {
      return false;
    }
    byte[] pixels = new byte[form.bytes()];
    for (int i = 0; i < size(); i++) {
      get(i, pixels);
      for (int p = 0; p < pixels.length; p += 3) {
        int red = pixels[p] & 0xff;
        int green = pixels[p + 1] & 0xff;
        int blue = pixels[p + 2] & 0xff;
        int most = Math.max(red, Math.max(green, blue));
        if (most - Math.min(red, Math.min(green, blue)) > NOISE) {
          return true;
        }
      }
    }
    return false;
  }

  /** The same pictures, grey as luma or with three equal channels. */
  PictureSet withChannels(int channels) {
    if (form.channels() == channels) {
      return this;
    }
    PictureForm other = form.withChannels(channels);
    PixelStore converted = PixelStore.of(size(), other.bytes());
    int[] rows = new int[size()];
    byte[] from = new byte[form.bytes()];
    byte[] to = new byte[other.bytes()];
    for (int i = 0; i < rows.length; i++) {
      get(i, from);
      for (int p = 0; p < form.height() * form.width(); p++) {
        if (channels == 1) {
          to[p] =
              PixelReader.luma(from[3 * p] & 0xff, from[3 * p + 1] & 0xff, from[3 * p + 2] & 0xff);
        } else {
          Arrays.fill(to, 3 * p, 3 * p + 3, from[p]);
        }
      }
      converted.put(i, to);
      rows[i] = i;
    }
    return new PictureSet(other, converted, rows, labels, files, sha256, notes);
  }
}
