package org.menagerie.layers.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * Functions that the JIT turns into vector instructions inside a plain loop over {@code float[]}.
 *
 * <p>It vectorises loops over heap arrays only: copy native memory in bulk first.
 */
final class VectorMath {
  /** Beyond this the rational form leaves [-1, 1] and tanh is 1 in single precision. */
  private static final float CLAMP = 7.905311f;

  /** Without the instruction Math.fma computes in BigDecimal, a thousand times slower. */
  private static final boolean FUSED = hasFusedMultiplyAdd();

  private VectorMath() {}

  private static boolean hasFusedMultiplyAdd() {
    try {
      return Boolean.parseBoolean(
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
              .getVMOption("UseFMA")
              .getValue());
    } catch (RuntimeException | LinkageError e) { // another virtual machine
      return false;
    }
  }

  private static float multiplyAdd(float x, float y, float z) {
    return FUSED ? Math.fma(x, y, z) : x * y + z;
  }

  /**
   * tanh as a clamped 13/6 rational function, absolute error below 4e-7.
   *
   * <p>Coefficients from Eigen's {@code generic_fast_tanh_float}.
   */
  static float tanh(float value) {
    float x = Math.max(-CLAMP, Math.min(CLAMP, value));
    float s = x * x;
    float p = -2.7607686e-16f;
    p = multiplyAdd(p, s, 2.000188e-13f);
    p = multiplyAdd(p, s, -8.604672e-11f);
    p = multiplyAdd(p, s, 5.1222973e-8f);
    p = multiplyAdd(p, s, 1.48572235e-5f);
    p = multiplyAdd(p, s, 6.3726195e-4f);
    p = multiplyAdd(p, s, 4.8935246e-3f);
    float q = 1.1982584e-6f;
    q = multiplyAdd(q, s, 1.1853471e-4f);
    q = multiplyAdd(q, s, 2.2684347e-3f);
    q = multiplyAdd(q, s, 4.893525e-3f);
    return x * p / q;
  }

  /** The logistic function, through {@link #tanh(float)}. */
  static float sigmoid(float value) {
    return 0.5f + 0.5f * tanh(0.5f * value);
  }
}
