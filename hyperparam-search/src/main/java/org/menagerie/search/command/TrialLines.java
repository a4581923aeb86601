package org.menagerie.search.command;

import java.io.PrintWriter;
import java.util.Locale;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.listener.BaseStatusListener;
import org.menagerie.search.space.SearchSpace;

/** A line for each trial as it ends. */
final class TrialLines extends BaseStatusListener {
  private final PrintWriter err;
  private final SearchSpace space;
  private final int trials;

  TrialLines(PrintWriter err, SearchSpace space, int trials) {
    this.err = err;
    this.space = space;
    this.trials = trials;
  }

  @Override
  public void onCandidateStatusChange(
      CandidateInfo info, IOptimizationRunner runner, OptimizationResult result) {
    String what =
        switch (info.getCandidateStatus()) {
          case Complete -> String.format(Locale.ROOT, "%.4f", info.getScore());
          case Cancelled -> "pruned";
          case Failed -> "failed: " + info.getExceptionStackTrace();
          default -> "runs";
        };
    Double best = runner.bestScore();
    err.printf(
        Locale.ROOT,
        "trial %d  %s  best %s  %d of %d over  %s%n",
        info.getIndex(),
        what,
        best == null ? "-" : String.format(Locale.ROOT, "%.4f", best),
        runner.numCandidatesTotal() - runner.numCandidatesQueued(),
        trials,
        space.getValue(info.getFlatParams()));
    err.flush();
  }
}
