package org.menagerie.search.study;

import java.util.OptionalLong;
import org.menagerie.search.sampler.Observation;

/**
 * One trial as the database has it.
 *
 * @param number from 0
 * @param point of the unit cube
 * @param attempt how often it was given out
 * @param worker who has it, or had it last
 * @param lease until when it is the worker's, by the database's clock in ms since 1970
 * @param score in the objective's own direction; NaN where there is none
 * @param epoch the epoch kept; 0 where there is none
 * @param reason why it failed or was pruned; empty otherwise
 */
@SuppressWarnings("ArrayRecordComponent") // a row as it was read, never compared
public record Trial(
    int number,
    double[] point,
    State state,
    int attempt,
    String worker,
    long lease,
    long started,
    OptionalLong ended,
    double score,
    int epoch,
    String reason) {

  /** How far it is. */
  public enum State {
    RUNNING,
    COMPLETE,
    PRUNED,
    FAILED
  }

  /** Whether it has ended. */
  public boolean over() {
    return state != State.RUNNING;
  }

  /** Whether it ended with a score that counts. */
  public boolean complete() {
    return state == State.COMPLETE;
  }

  /** The trial as a strategy sees it: what is to be made small, and how far it is. */
  public Observation observation(boolean minimize) {
    return new Observation(
        point,
        switch (state) {
          case RUNNING -> Observation.State.PENDING;
          case COMPLETE -> Observation.State.COMPLETE;
          case PRUNED -> Observation.State.PRUNED;
          case FAILED -> Observation.State.FAILED;
        },
        minimize ? score : -score);
  }
}
