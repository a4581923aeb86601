package org.menagerie.report.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Note;
import org.menagerie.report.page.Page;
import org.menagerie.report.page.Page.Section;
import org.menagerie.report.page.Tone;

/** The page of one run: summary, curves, errors, examples, what families add, configuration. */
public final class RunPage {
  private final RunResults results;
  private final List<Section> sections = new ArrayList<>();

  private RunPage(RunResults results) {
    this.results = results;
  }

  /**
   * The page.
   *
   * @param context the data and the network; empty where they cannot be had any more
   * @param folderFromPage the way from the page to the run's folder, with slashes; empty where the
   *     page stands in it
   */
  public static Page of(RunResults results, Optional<RunContext> context, String folderFromPage) {
    return of(results, context, folderFromPage, families());
  }

  static Page of(
      RunResults results,
      Optional<RunContext> context,
      String folderFromPage,
      List<RunSection> added) {
    RunPage page = new RunPage(results);
    page.add("Result", () -> Headline.blocks(results));
    context.ifPresent(
        run ->
            added.stream().filter(RunSection::leads).forEach(section -> page.addOf(section, run)));
    page.add("Learning curves", () -> LearningCurves.blocks(results));
    page.addErrors();
    context.ifPresent(run -> page.add("Hardest test examples", () -> HardestExamples.blocks(run)));
    context.ifPresent(
        run ->
            added.stream()
                .filter(section -> !section.leads())
                .forEach(section -> page.addOf(section, run)));
    page.add("Updates by layer", () -> LayerUpdates.blocks(results));
    page.add("Configuration and origin", () -> Origin.blocks(results, folderFromPage));
    return new Page(Headline.title(results), Headline.sentence(results), page.sections);
  }

  private static List<RunSection> families() {
    return ServiceLoader.load(RunSection.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(RunSection::title))
        .toList();
  }

  private void addErrors() {
    add("Confusion", () -> Confusion.blocks(results));
    add("Confidence", () -> Confidence.blocks(results));
    add("Errors", () -> Residuals.blocks(results));
  }

  private void addOf(RunSection section, RunContext run) {
    add(section.title(), () -> section.accepts(run) ? section.blocks(run) : List.of());
  }

  /** Adds a section, unless it is empty; one that fails leaves a line. */
  private void add(String title, Supplier<List<Block>> blocks) {
    List<Block> made;
    try {
      made = blocks.get();
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) { // whatever a family does
      made = List.of(new Note(Tone.BAD, "This section could not be made: " + e));
    }
    if (!made.isEmpty()) {
      sections.add(new Section(title, made));
    }
  }
}
