package org.menagerie.search.run;

import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A sphere that takes its time. */
record Unhurried() implements Objective {
  @Override
  public boolean minimize() {
    return true;
  }

  @Override
  public Outcome run(Map<String, String> values, long seed, Ear ear) {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
    return new Sphere().run(values, seed, ear);
  }
}
