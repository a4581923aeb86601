package org.menagerie.layers.kernel;

import java.util.Arrays;

/**
 * The loops over gates, one array a gate, each simple enough for the JIT to vectorise.
 *
 * <p>A loop reads and writes whole arrays from 0 on: with offsets into one long array the JIT falls
 * back to scalar code.
 */
final class CellMath {
  private CellMath() {}

  static void tanh(float[] z, float[] out, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = VectorMath.tanh(z[i]);
    }
  }

  static void sigmoid(float[] z, float[] out, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = VectorMath.sigmoid(z[i]);
    }
  }

  static void add(float[] to, float[] other, int length) {
    for (int i = 0; i < length; i++) {
      to[i] += other[i];
    }
  }

  static void divide(float[] values, float by, int length) {
    for (int i = 0; i < length; i++) {
      values[i] /= by;
    }
  }

  static void multiply(float[] x, float[] y, float[] out, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = x[i] * y[i];
    }
  }

  /** Takes {@code other} where {@code real} is 0. */
  static void select(float[] real, float[] to, float[] other, int length) {
    for (int i = 0; i < length; i++) {
      to[i] = real[i] * to[i] + (1f - real[i]) * other[i];
    }
  }

  /** Moves what lies where {@code real} is 0 to {@code aside}. */
  static void split(float[] from, float[] real, float[] aside, int length) {
    for (int i = 0; i < length; i++) {
      aside[i] = (1f - real[i]) * from[i];
      from[i] *= real[i];
    }
  }

  /** The sum over the batch of each unit's row, into {@code sums} from {@code offset} on. */
  static void addRowSums(float[] rows, int units, int batch, float[] sums, int offset) {
    for (int unit = 0; unit < units; unit++) {
      float sum = 0f;
      for (int n = unit * batch; n < (unit + 1) * batch; n++) {
        sum += rows[n];
      }
      sums[offset + unit] += sum;
    }
  }

  /** Repeats each unit's value over the batch: [units] to [units][batch]. */
  static void repeat(float[] values, int offset, int units, int batch, float[] into) {
    for (int unit = 0; unit < units; unit++) {
      Arrays.fill(into, unit * batch, (unit + 1) * batch, values[offset + unit]);
    }
  }

  /** LSTM: c_t = f c_{t-1} + i a. */
  static void memory(float[] a, float[] f, float[] i, float[] previous, float[] c, int length) {
    for (int n = 0; n < length; n++) {
      c[n] = f[n] * previous[n] + a[n] * i[n];
    }
  }

  /** LSTM: i a and h, of an input or output gate before its activation. */
  static void gated(float[] gate, float[] x, float[] out, int length) {
    for (int n = 0; n < length; n++) {
      out[n] = VectorMath.sigmoid(gate[n]) * VectorMath.tanh(x[n]);
    }
  }

  /** LSTM: c_t, of a forget gate before its activation and i a. */
  static void gatedSum(float[] forget, float[] previous, float[] gated, float[] c, int length) {
    for (int n = 0; n < length; n++) {
      c[n] = VectorMath.sigmoid(forget[n]) * previous[n] + gated[n];
    }
  }

  /** LSTM: h = o tanh(c). */
  static void output(float[] o, float[] c, float[] h, int length) {
    for (int n = 0; n < length; n++) {
      h[n] = o[n] * VectorMath.tanh(c[n]);
    }
  }

  /** LSTM: the output gate's gradient, and what the output gives to the memory's. */
  static void outputBack(
      float[] dh, float[] o, float[] tanhC, float[] dc, float[] dzo, int length) {
    for (int n = 0; n < length; n++) {
      float d = dh[n];
      float out = o[n];
      float t = tanhC[n];
      dzo[n] = d * t * out * (1f - out);
      dc[n] += d * out * (1f - t * t);
    }
  }

  /** LSTM: the gradients of the candidate and of the input gate. */
  static void candidateBack(
      float[] dc, float[] a, float[] i, float[] dza, float[] dzi, int length) {
    for (int n = 0; n < length; n++) {
      float d = dc[n];
      float x = a[n];
      float y = i[n];
      dza[n] = d * y * (1f - x * x);
      dzi[n] = d * x * y * (1f - y);
    }
  }

  /** LSTM: the forget gate's gradient, and the memory's for the step before. */
  static void forgetBack(float[] dc, float[] f, float[] previous, float[] dzf, int length) {
    for (int n = 0; n < length; n++) {
      float d = dc[n];
      float x = f[n];
      dzf[n] = d * previous[n] * x * (1f - x);
      dc[n] = d * x;
    }
  }

  /** GRU: n = tanh(x part + b + r h part). */
  static void candidate(float[] x, float[] bias, float[] r, float[] h, float[] out, int length) {
    for (int i = 0; i < length; i++) {
      out[i] = VectorMath.tanh(x[i] + bias[i] + r[i] * h[i]);
    }
  }

  /** GRU: h_t = n + u (h_{t-1} - n). */
  static void mix(float[] u, float[] n, float[] previous, float[] h, int length) {
    for (int i = 0; i < length; i++) {
      h[i] = n[i] + u[i] * (previous[i] - n[i]);
    }
  }

  /** GRU: the gradients of the update gate and of the candidate, before their activations. */
  static void mixBack(
      float[] dh, float[] u, float[] n, float[] previous, float[] dzu, float[] dzn, int length) {
    for (int i = 0; i < length; i++) {
      float d = dh[i];
      float x = u[i];
      float y = n[i];
      dzu[i] = d * (previous[i] - y) * x * (1f - x);
      dzn[i] = d * (1f - x) * (1f - y * y);
    }
  }

  /** GRU: the gradients of the reset gate and of the recurrent part it scales. */
  static void resetBack(float[] dzn, float[] r, float[] h, float[] dzr, float[] dzh, int length) {
    for (int i = 0; i < length; i++) {
      float d = dzn[i];
      float x = r[i];
      dzr[i] = d * h[i] * x * (1f - x);
      dzh[i] = d * x;
    }
  }
}
