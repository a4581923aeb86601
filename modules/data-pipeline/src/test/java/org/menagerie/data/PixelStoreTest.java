package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PixelStoreTest {
  @Test
  void manyPicturesLiveInAFileAndFewInMemory() {
    assertThat(PixelStore.of(10, 100, 1_000).inMemory()).isTrue();
    assertThat(PixelStore.of(11, 100, 1_000).inMemory()).isFalse();
  }

  @Test
  void rowsComeBackAsTheyWerePut() {
    for (long memory : new long[] {0, 1_000_000}) {
      PixelStore store = PixelStore.of(50, 7, memory);
      for (int row = 49; row >= 0; row--) {
        store.put(row, filled(row));
      }
      byte[] out = new byte[7];
      for (int row = 0; row < 50; row++) {
        store.get(row, out);
        assertThat(out).isEqualTo(filled(row));
      }
    }
  }

  @Test
  void moreThanASegmentIsAddressed() {
    int side = 3 << 19;
    PixelStore store = PixelStore.of(400, side, 0); // 0.6 GB of holes, in two segments
    byte[] row = new byte[side];
    Arrays.fill(row, (byte) 7);
    store.put(399, row);
    byte[] out = new byte[side];
    store.get(399, out);
    assertThat(out).isEqualTo(row);
  }

  private static byte[] filled(int row) {
    byte[] bytes = new byte[7];
    Arrays.fill(bytes, (byte) row);
    return bytes;
  }
}
