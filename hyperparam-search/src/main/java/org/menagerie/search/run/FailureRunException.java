package org.menagerie.search.run;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.menagerie.search.space.SearchSpace;
import org.menagerie.search.study.Trial;

/** A study stopped because trial after trial failed; says what these have in common. */
public final class FailureRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FailureRunException(List<Trial> failed, SearchSpace space) {
    super(
        String.format(
            "the study stopped: its last %d trials failed; %s; %s",
            failed.size(), reasons(failed), shared(failed, space)));
  }

  private static String reasons(List<Trial> failed) {
    List<String> reasons = failed.stream().map(Trial::reason).distinct().toList();
    return reasons.size() == 1
        ? "each with: " + reasons.get(0)
        : "the last with: " + reasons.get(reasons.size() - 1);
  }

  private static String shared(List<Trial> failed, SearchSpace space) {
    List<Map<String, String>> values =
        failed.stream().map(trial -> space.getValue(trial.point())).toList();
    String shared =
        values.get(0).entrySet().stream()
            .filter(
                entry ->
                    values.stream().allMatch(v -> entry.getValue().equals(v.get(entry.getKey()))))
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(", "));
    return shared.isEmpty() ? "they have no value in common" : "all have " + shared;
  }
}
