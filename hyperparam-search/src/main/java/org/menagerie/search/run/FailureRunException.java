package org.menagerie.search.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.menagerie.search.space.Parameter;
import org.menagerie.search.space.SearchSpace;
import org.menagerie.search.study.Trial;

/** A study stopped because trial after trial failed; says what these have in common. */
public final class FailureRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final double SMALL = 0.25; // part of a range where few are by chance

  FailureRunException(List<Trial> failed, SearchSpace space) {
    super(
        String.format(
            "the study stopped: its last %d trials failed; %s; %s",
            failed.size(), reasons(failed), shared(failed, space)));
  }

  /** The last reason, and whether the others differ from it in numbers alone. */
  private static String reasons(List<Trial> failed) {
    String last = failed.get(failed.size() - 1).reason();
    boolean alike =
        failed.stream().map(trial -> withoutNumbers(trial.reason())).distinct().count() == 1;
    return (alike ? "each with: " : "the last with: ") + last;
  }

  private static String withoutNumbers(String reason) {
    return reason.replaceAll("NaN|-?Infinity|-?[0-9][0-9.]*(E-?[0-9]+)?", "#");
  }

  private static String shared(List<Trial> failed, SearchSpace space) {
    String shared =
        IntStream.range(0, space.numParameters())
            .mapToObj(i -> shared(i, failed, space))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    return shared.isEmpty() ? "they have no value in common" : "all have " + shared;
  }

  /** One value, or a small part of a range. */
  private static Optional<String> shared(int index, List<Trial> failed, SearchSpace space) {
    Parameter parameter = space.parameters().get(index);
    double[] places =
        failed.stream().mapToDouble(t -> space.canonical(t.point())[index]).sorted().toArray();
    double low = places[0];
    double high = places[places.length - 1];
    if (Double.isNaN(high)) { // sorted to the end: it does not count everywhere
      return Optional.empty();
    }
    String from = parameter.text(low);
    String to = parameter.text(high);
    if (from.equals(to)) {
      return Optional.of(parameter.key() + "=" + from);
    }
    return !parameter.categorical() && high - low <= SMALL
        ? Optional.of(parameter.key() + " from " + from + " to " + to)
        : Optional.empty();
  }
}
