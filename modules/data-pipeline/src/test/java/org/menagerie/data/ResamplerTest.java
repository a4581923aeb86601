package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.menagerie.data.TestPictures.unsigned;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResamplerTest {
  @Test
  void aPlainPictureStaysPlainInAnySize() {
    byte[] plain = new byte[7 * 5 * 3];
    Arrays.fill(plain, (byte) 177);
    for (int side : new int[] {1, 2, 5, 13, 40}) {
      int[] resized = unsigned(Resampler.resize(plain, 7, 5, 3, side, side));
      assertThat(resized).hasSize(side * side * 3).containsOnly(177);
    }
  }

  @Test
  void stripesFinerThanAPixelAverageOut() {
    byte[] stripes = new byte[64 * 64];
    for (int i = 0; i < stripes.length; i++) {
      stripes[i] = (byte) (i % 2 == 0 ? 0 : 200);
    }
    int[] small = unsigned(Resampler.resize(stripes, 64, 64, 1, 8, 8));
    assertThat(Arrays.stream(small).min().orElseThrow()).isGreaterThan(90);
    assertThat(Arrays.stream(small).max().orElseThrow()).isLessThan(110);
  }

  @Test
  void growingIsBilinear() {
    byte[] pair = {0, 100};
    assertThat(unsigned(Resampler.resize(pair, 1, 2, 1, 1, 4))).containsExactly(0, 25, 75, 100);
  }

  @Test
  void theSameSizeIsTheSamePicture() {
    byte[] pixels = {1, 2, 3, 4, 5, 6};
    assertThat(Resampler.resize(pixels, 2, 3, 1, 2, 3)).isEqualTo(pixels);
  }
}
