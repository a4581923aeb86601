package org.menagerie.benchmarks.network;

import org.menagerie.benchmarks.workload.Workload;
import org.menagerie.layers.Threads;

/** The networks from this project's layers. */
final class MenagerieNetworks {

  private MenagerieNetworks() {}

  static Network build(Workload workload, int threads) {
    Threads.configure(threads);
    return StockNetworks.build(workload);
  }
}
