package org.menagerie.benchmarks.network;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.menagerie.benchmarks.workload.Workload;
import org.menagerie.layers.ShapeCache;

/** One side of the comparison. */
public enum Peer {
  /** This project's layers. */
  MENAGERIE("Menagerie") {
    @Override
    public Network build(Workload workload, int threads) {
      return MenagerieNetworks.build(workload, threads);
    }

    @Override
    public Map<String, String> environment(int threads) {
      return Map.of(); // its policy is set in process, users export nothing
    }

    @Override
    public List<String> options() {
      // what the zoo's start sets in process: JavaCPP would read the process's memory from the
      // system at every allocation, under a lock that loops side by side share
      return List.of(
          "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
          "-D" + ShapeCache.PROPERTY + "=" + ShapeCache.class.getName());
    }
  },

  /** Deeplearning4j as it is, set up as its examples do. */
  STOCK("stock Deeplearning4j") {
    @Override
    public Network build(Workload workload, int threads) {
      return StockNetworks.build(workload);
    }
  },

  /** Deep Java Library on PyTorch. */
  DJL("DJL on PyTorch") {
    @Override
    public Network build(Workload workload, int threads) {
      return DjlNetwork.build(workload, threads);
    }
  };

  private final String title;

  Peer(String title) {
    this.title = title;
  }

  /** Returns the name in tables. */
  public String title() {
    return title;
  }

  /** Returns the name in JSON and on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Builds a network on the calling thread, which alone may use it, computing with so many threads.
   */
  public abstract Network build(Workload workload, int threads);

  /**
   * Returns the variables to start a process of this peer with: native pools read them when they
   * load.
   */
  public Map<String, String> environment(int threads) {
    return Map.of("OMP_NUM_THREADS", String.valueOf(threads));
  }

  /** Returns the options of the JVM that this peer's users have. */
  public List<String> options() {
    return List.of();
  }
}
