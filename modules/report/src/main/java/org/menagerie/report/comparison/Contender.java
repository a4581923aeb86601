package org.menagerie.report.comparison;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.menagerie.core.Score;

/**
 * An architecture, or a baseline, on one data set.
 *
 * @param baseline whether it learns nothing
 * @param scores on the test part, by seed
 * @param attempts its trainings; none for a baseline
 */
public record Contender(
    String name, boolean baseline, Map<Integer, Score> scores, List<Attempt> attempts) {

  /** A contender with its own copies. */
  public Contender {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    attempts = List.copyOf(attempts);
  }

  /** An architecture by its trainings. */
  static Contender of(String name, List<Attempt> attempts) {
    Map<Integer, Score> scores = new LinkedHashMap<>();
    for (Attempt attempt : attempts) {
      if (attempt instanceof Attempt.Finished finished) {
        scores.put(attempt.seed(), finished.score());
      }
    }
    return new Contender(name, false, scores, attempts);
  }

  /** Whether it is the other one: names are unique within a contest. */
  boolean is(Contender other) {
    return name.equals(other.name);
  }

  /** Its finished trainings. */
  public List<Attempt.Finished> finished() {
    List<Attempt.Finished> finished = new ArrayList<>();
    for (Attempt attempt : attempts) {
      if (attempt instanceof Attempt.Finished done) {
        finished.add(done);
      }
    }
    return finished;
  }

  /** Whether the comparison ended before all of its trainings. */
  public boolean waiting() {
    return !baseline
        && attempts.stream().allMatch(a -> a instanceof Attempt.Failed f && f.waiting());
  }

  /** Why trainings failed, each reason once, with the seeds. */
  public List<String> failures() {
    Map<String, List<String>> seeds = new LinkedHashMap<>();
    for (Attempt attempt : attempts) {
      if (attempt instanceof Attempt.Failed failed) {
        seeds
            .computeIfAbsent(failed.reason(), reason -> new ArrayList<>())
            .add(Integer.toString(failed.seed()));
      }
    }
    return seeds.entrySet().stream()
        .map(
            entry ->
                (entry.getValue().size() == 1 ? "seed " : "seeds ")
                    + String.join(", ", entry.getValue())
                    + ": "
                    + entry.getKey())
        .toList();
  }

  /** The mean of a figure over the finished trainings. */
  public OptionalDouble mean(ToDoubleFunction<Attempt.Finished> figure) {
    return finished().stream().mapToDouble(figure).average();
  }
}
