package org.menagerie.report.comparison;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The outcome of a comparison, a sentence for each data set. */
final class Headline {
  private final Contest contest;
  private final Standing best;
  private final Leaderboard board;

  private Headline(Contest contest, Standing best) {
    this.contest = contest;
    this.best = best;
    this.board = new Leaderboard(contest);
  }

  static String of(Comparison comparison) {
    return comparison.contests().stream().map(Headline::of).collect(Collectors.joining(" "));
  }

  static String of(Contest contest) {
    Optional<Standing> best = contest.best();
    return best.isEmpty()
        ? "No training on " + Plain.shown(contest.data().name()) + " came to its end."
        : new Headline(contest, best.get()).sentence();
  }

  private String sentence() {
    String reach = Double.isNaN(best.reach()) ? "" : " ± " + board.figure(best.reach());
    return String.format(
        Locale.ROOT,
        "On %s, %s %s%s: %s %s%s (%s)%s.",
        Plain.shown(contest.data().name()),
        Plain.shown(best.contender().name()),
        place(),
        baseline(),
        contest.measure() == Measure.ACCURACY ? "accuracy" : "mean absolute error",
        board.figure(best.mean()),
        reach,
        seeds(),
        against());
  }

  private String place() {
    int finished = contest.networks().size();
    int entered = contest.entered();
    if (entered == 1) {
      return "is the only architecture";
    }
    if (finished == 1) {
      return "is the only one of " + entered + " architectures that finished";
    }
    return finished == entered
        ? "comes first of " + entered + " architectures"
        : "comes first of the " + finished + " of " + entered + " architectures that finished";
  }

  /** What takes no learning must not lose to a network in words alone. */
  private String baseline() {
    return contest
        .unbeaten()
        .map(
            one ->
                String.format(
                    Locale.ROOT,
                    ", but %s (%s) is %s",
                    one.contender().name(),
                    board.figure(one.mean()),
                    one.mean() == best.mean() ? "as good" : "better"))
        .orElse("");
  }

  private String seeds() {
    return switch (best.contender().scores().size()) {
      case 1 -> "1 seed";
      case 2 -> "mean over 2 seeds, 95 % interval, which says little of so few";
      default -> "mean over " + best.contender().scores().size() + " seeds, 95 % interval";
    };
  }

  private String against() {
    List<Contest.Pair> pairs =
        contest.pairs().stream().filter(pair -> pair.one().is(best.contender())).toList();
    if (pairs.isEmpty()) {
      return "";
    }
    if (pairs.stream().allMatch(pair -> Double.isNaN(pair.adjusted()))) {
      return contest.seeds() == 1 ? "; one seed: no test" : "; no test of the differences";
    }
    long worse = pairs.stream().filter(Contest.Pair::significant).count();
    if (worse == 0) {
      return "; no other differs from it significantly";
    }
    return worse == pairs.size()
        ? "; significantly better than every other"
        : String.format(
            Locale.ROOT, "; significantly better than %d of the %d others", worse, pairs.size());
  }
}
