package org.menagerie.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Columns;
import org.menagerie.report.page.Note;
import org.menagerie.report.page.Page;
import org.menagerie.report.page.Page.Section;
import org.menagerie.report.page.Tone;
import org.menagerie.report.run.LayerUpdates;

/** The page of a comparison. */
public final class ComparisonPage {
  private final Comparison comparison;
  private final Optional<ExampleSource> examples;
  private final List<Section> sections = new ArrayList<>();

  private ComparisonPage(Comparison comparison, Optional<ExampleSource> examples) {
    this.comparison = comparison;
    this.examples = examples;
  }

  /**
   * The page, with links that start in the comparison's folder.
   *
   * @param examples where test examples can be looked at; empty where the data cannot be had
   */
  public static Page of(Comparison comparison, Optional<ExampleSource> examples) {
    ComparisonPage page = new ComparisonPage(comparison, examples);
    if (comparison.contests().size() > 1) {
      page.add("All data sets", "Mean ranks", () -> RankSection.blocks(comparison));
    }
    comparison.contests().forEach(page::addContest);
    return new Page(title(comparison), Headline.of(comparison), page.sections);
  }

  private void addContest(Contest contest) {
    add(contest, "Leaderboard", () -> leaderboard(contest));
    add(contest, "Forecasts", () -> Forecasts.blocks(contest));
    add(contest, "Differences", () -> Differences.blocks(contest));
    add(contest, "Learning curves", () -> Curves.blocks(contest));
    add(contest, "Costs", () -> CostCharts.blocks(contest));
    add(contest, "Each class", () -> Classes.table(contest));
    add(contest, "Confusion", () -> Classes.matrices(contest));
    add(contest, "Confidence", () -> Trust.blocks(contest));
    add(contest, "Errors", () -> HardestNumbers.blocks(contest, examples));
    add(contest, "Test examples", () -> Agreement.blocks(contest, examples));
    add(contest, "Updates by layer", () -> updates(contest));
    add(contest, "Configuration and origin", () -> Provenances.blocks(contest));
  }

  private static List<Block> leaderboard(Contest contest) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Leaderboard(contest).quality());
    for (Standing standing : contest.standings()) {
      for (String failure : standing.contender().failures()) {
        blocks.add(new Note(Tone.BAD, Plain.shown(standing.contender().name() + ", " + failure)));
      }
    }
    return blocks;
  }

  private static List<Block> updates(Contest contest) {
    List<Block> charts = new ArrayList<>();
    for (Standing network : contest.networks()) {
      Attempt.Finished first = network.contender().finished().get(0);
      String title = Plain.shown(network.contender().name()) + ", seed " + first.seed();
      LayerUpdates.chart(title, first.results()).ifPresent(charts::add);
    }
    return charts.isEmpty() ? List.of() : List.of(new Columns(charts));
  }

  private static String title(Comparison comparison) {
    return "Comparison on " + data(comparison);
  }

  private static String data(Comparison comparison) {
    List<String> names =
        comparison.contests().stream().map(c -> Plain.shown(c.data().name())).toList();
    return names.size() == 1
        ? names.get(0)
        : String.join(", ", names.subList(0, names.size() - 1))
            + " and "
            + names.get(names.size() - 1);
  }

  private void add(Contest contest, String title, Supplier<List<Block>> blocks) {
    boolean alone = comparison.contests().size() == 1;
    add(alone ? "" : Plain.shown(contest.data().name()), title, blocks);
  }

  private void add(String part, String title, Supplier<List<Block>> blocks) {
    List<Block> made;
    try {
      made = blocks.get();
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) { // one section, not the page
      made = List.of(new Note(Tone.BAD, "This section could not be made: " + e));
    }
    if (!made.isEmpty()) {
      sections.add(new Section(part, title, made));
    }
  }
}
