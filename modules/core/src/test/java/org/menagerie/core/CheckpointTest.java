package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.menagerie.core.Checkpoint.Weights;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CheckpointTest {

  @Test
  void everythingIsReadBackBitForBit() throws IOException {
    INDArray parameters =
        Nd4j.createFromArray(new float[][] {{0.1f, -0f, Float.MIN_VALUE, Float.MAX_VALUE, 1 / 3f}});
    Checkpoint checkpoint =
        new Checkpoint(
            7,
            123,
            new Weights(parameters, parameters.mul(3)),
            new Weights(parameters.mul(5), parameters.mul(7)),
            4,
            0.1 + 0.2,
            12.5);
    Checkpoint read = read(bytes(checkpoint));
    assertThat(read).isEqualTo(checkpoint);
    assertThat(bits(read.weights().parameters())).isEqualTo(bits(parameters));
  }

  @Test
  void anUpdateRuleWithoutMemoryStaysOne() throws IOException {
    INDArray parameters = Nd4j.rand(DataType.FLOAT, 1, 40_000);
    Weights weights = new Weights(parameters, null);
    Checkpoint read = read(bytes(new Checkpoint(1, 2, weights, weights, 1, 0.5, 0.1)));
    assertThat(read.weights().updater()).isNull();
    assertThat(read.best().updater()).isNull();
    assertThat(bits(read.weights().parameters())).isEqualTo(bits(parameters));
    assertThat(bits(read.best().parameters())).isEqualTo(bits(parameters));
  }

  @Test
  void aFileThatIsCutShortIsRefused() throws IOException {
    INDArray parameters = Nd4j.rand(DataType.FLOAT, 1, 1_000);
    Weights weights = new Weights(parameters, parameters);
    byte[] whole = bytes(new Checkpoint(1, 2, weights, weights, 1, 0.5, 0.1));
    for (int length : new int[] {0, 10, 100, whole.length / 4, whole.length / 2}) {
      assertThatThrownBy(() -> read(Arrays.copyOf(whole, length)))
          .as("the first %d of %d bytes", length, whole.length)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void anotherFileIsRefused() {
    assertThatThrownBy(() -> read("epoch: 3\n".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("this is no checkpoint");
  }

  private static byte[] bytes(Checkpoint checkpoint) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    checkpoint.write(out);
    return out.toByteArray();
  }

  private static Checkpoint read(byte[] bytes) throws IOException {
    return Checkpoint.read(new ByteArrayInputStream(bytes));
  }

  private static int[] bits(INDArray array) {
    float[] values = Fixtures.floats(array);
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
    return bits;
  }
}
