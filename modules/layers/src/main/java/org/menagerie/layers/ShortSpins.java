package org.menagerie.layers;

import com.sun.jna.Function;
import java.util.Locale;

/**
 * Keeps OpenMP's threads from spinning for milliseconds while they wait for each other.
 *
 * <p>GNU's runtime spins 300,000 rounds at a barrier before it sleeps. On a busy machine a spinning
 * thread holds the core that the one it waits for needs; 10,000 rounds last a fraction of a
 * millisecond. The runtime reads its variable once, when it is loaded, from the environment of C,
 * which is set here: Java has no call for it.
 */
final class ShortSpins {
  private static final String VARIABLE = "GOMP_SPINCOUNT";
  private static final String ROUNDS = "10000";
  private static final int NO_OVERWRITE = 0;

  private ShortSpins() {}

  /** To be called before ND4J is loaded, later it has no effect; what a user exported stays. */
  static void arrange() {
    boolean gnu = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    if (!gnu || System.getenv("OMP_WAIT_POLICY") != null) {
      return;
    }
    try {
      Function.getFunction("c", "setenv").invokeInt(new Object[] {VARIABLE, ROUNDS, NO_OVERWRITE});
    } catch (LinkageError e) {
      // no C library that can be called: the runtime's own count serves, only less well
    }
  }
}
