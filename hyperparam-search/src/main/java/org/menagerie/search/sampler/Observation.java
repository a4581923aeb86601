package org.menagerie.search.sampler;

/**
 * What is known of one trial.
 *
 * @param point of the unit cube that it was given
 * @param loss what is to be made small; NaN where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // a plain carrier, never compared
public record Observation(double[] point, State state, double loss) {

  /** How far a trial is. */
  public enum State {
    /** It runs, or its result does not count yet. */
    PENDING,
    COMPLETE,
    /** Stopped as hopeless; its loss is the last one seen. */
    PRUNED,
    FAILED
  }

  /** A trial without a result. */
  public static Observation pending(double[] point) {
    return new Observation(point, State.PENDING, Double.NaN);
  }

  /** A finished trial. */
  public static Observation complete(double[] point, double loss) {
    return new Observation(point, State.COMPLETE, loss);
  }

  /** A trial that failed. */
  public static Observation failed(double[] point) {
    return new Observation(point, State.FAILED, Double.NaN);
  }

  boolean is(State other) {
    return state == other;
  }
}
