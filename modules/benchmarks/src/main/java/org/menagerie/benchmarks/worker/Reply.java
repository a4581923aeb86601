package org.menagerie.benchmarks.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a worker answers; one line of JSON each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Reply.Ready.class, name = "ready"),
  @JsonSubTypes.Type(value = Reply.Timed.class, name = "timed"),
  @JsonSubTypes.Type(value = Reply.Counted.class, name = "counted"),
  @JsonSubTypes.Type(value = Reply.Loaded.class, name = "loaded"),
  @JsonSubTypes.Type(value = Reply.Measured.class, name = "measured"),
  @JsonSubTypes.Type(value = Reply.Failed.class, name = "failed")
})
sealed interface Reply {

  /** The network is built. */
  record Ready(long parameters) implements Reply {}

  /** Nanoseconds of each step. */
  @SuppressWarnings("ArrayRecordComponent") // written to JSON, never compared
  record Timed(long[] nanos) implements Reply {}

  /** Steps of all loops together, per second. */
  record Counted(double stepsPerSecond) implements Reply {}

  /** The step on the new batch is done. */
  record Loaded() implements Reply {}

  /** Bytes that the process has in memory. */
  record Measured(MemoryUse use) implements Reply {}

  /** It could not be done. */
  record Failed(String reason) implements Reply {}
}
