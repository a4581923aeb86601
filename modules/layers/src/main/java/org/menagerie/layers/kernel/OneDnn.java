package org.menagerie.layers.kernel;

import java.lang.ref.Reference;
import java.util.function.Function;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Loader;

/** What every oneDNN kernel shares: engine, stream, cached primitives, layouts and gemm. */
final class OneDnn {
  /**
   * Primitives kept per thread: ResNet-56 with a full and a last, smaller batch needs about 120.
   */
  private static final int CACHED_PRIMITIVES = 512;

  private static final ThreadLocal<OneDnn> OF_THREAD = ThreadLocal.withInitial(OneDnn::new);

  private final stream queue = new stream(Engine.CPU);
  private final PrimitiveCache primitives = new PrimitiveCache(CACHED_PRIMITIVES);

  private OneDnn() {}

  /** Loads the library; throws a LinkageError or an exception where it cannot be used. */
  static void load() {
    Loader.load(dnnl.class);
    if (Engine.CPU.isNull()) {
      throw new IllegalStateException("oneDNN has no CPU engine");
    }
  }

  /** The CPU engine, shared by all threads. */
  static engine engine() {
    return Engine.CPU;
  }

  /** This thread's stream; primitives have finished when their call returns. */
  static stream stream() {
    return OF_THREAD.get().queue;
  }

  /** This thread's primitive for a key (a record of kind and sizes), made when it is new. */
  static <K extends Record> Primitive cached(K key, Function<? super K, Primitive> make) {
    return cached(key, Primitive.class, make);
  }

  /** This thread's object for a key, for kernels that keep several primitives together. */
  static <K extends Record, V extends AutoCloseable> V cached(
      K key, Class<V> type, Function<? super K, ? extends V> make) {
    return OF_THREAD.get().primitives.get(key, type, make);
  }

  /** The layout of a float array with these sizes and strides (in elements). */
  static memory.desc strided(long[] sizes, long... strides) {
    return new memory.desc(sizes, memory.data_type.f32, strides);
  }

  /** The layout of a float array in one of oneDNN's formats. */
  static memory.desc format(memory.format_tag tag, long... sizes) {
    return new memory.desc(sizes, memory.data_type.f32, tag);
  }

  /** The layout of 'c' ordered images [batch, height, width, channels]. */
  static memory.desc images(long batch, long height, long width, long channels) {
    return format(memory.format_tag.nhwc, batch, channels, height, width);
  }

  /**
   * Row-major C = op(A) op(B) + beta C, with A [m, k], B [k, n], C [m, n] after op.
   *
   * @param transposeA whether A is held as [k, m]
   * @param transposeB whether B is held as [n, k]
   * @param lda elements from one held row of A to the next; likewise ldb, ldc
   */
  static void gemm(
      boolean transposeA,
      boolean transposeB,
      long m,
      long n,
      long k,
      Address a,
      long lda,
      Address b,
      long ldb,
      float beta,
      Address c,
      long ldc) {
    byte opA = (byte) (transposeA ? 'T' : 'N');
    byte opB = (byte) (transposeB ? 'T' : 'N');
    try {
      int status = dnnl.dnnl_sgemm(opA, opB, m, n, k, 1f, a, lda, b, ldb, beta, c, ldc);
      if (status != 0) {
        throw new IllegalStateException(
            "dnnl_sgemm of %d x %d x %d failed with status %d".formatted(m, n, k, status));
      }
    } finally {
      Reference.reachabilityFence(a);
      Reference.reachabilityFence(b);
      Reference.reachabilityFence(c);
    }
  }

  /** Made at first use, so that {@link #load} throws what goes wrong. */
  private static final class Engine {
    static final engine CPU = new engine(engine.kind.cpu, 0);
  }
}
