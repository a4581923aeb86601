package org.menagerie.benchmarks.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.menagerie.benchmarks.workload.Workload;

/** What a worker is asked to do; one line of JSON each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Request.Steps.class, name = "steps"),
  @JsonSubTypes.Type(value = Request.Run.class, name = "run"),
  @JsonSubTypes.Type(value = Request.Load.class, name = "load"),
  @JsonSubTypes.Type(value = Request.Memory.class, name = "memory")
})
sealed interface Request {

  /** Times so many steps, one by one, after one that is not counted. */
  record Steps(Phase phase, int count) implements Request {}

  /** Trains so many networks at once, each on its own thread, for a time, and counts the steps. */
  record Run(int loops, int millis) implements Request {}

  /** Loads another batch, of the same network, and does one step on it. */
  record Load(Phase phase, Workload workload, long seed) implements Request {}

  /** Collects garbage and measures the memory of the process. */
  record Memory(boolean trim) implements Request {}
}
