package org.menagerie.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Settings;
import org.menagerie.data.DataOptions;
import org.menagerie.data.Dataset;
import org.menagerie.data.Datasets;
import org.menagerie.data.Prepared;
import org.menagerie.report.comparison.Comparison;
import org.menagerie.report.comparison.ComparisonConfig;
import org.menagerie.report.comparison.ComparisonJson;
import org.menagerie.report.comparison.ComparisonPage;
import org.menagerie.report.comparison.ComparisonTables;
import org.menagerie.report.comparison.ExampleSource;
import org.menagerie.report.page.HtmlPage;

/** Makes the page and the other files of a comparison from its folder. */
public final class ComparisonReport {
  private ComparisonReport() {}

  /** Writes report.html, comparison.json, leaderboard.csv and README.md; gives the page's path. */
  public static Path write(Comparison comparison) throws IOException {
    RunFolder folder = comparison.folder();
    Path page = folder.file(RunFolder.REPORT);
    folder.write(ComparisonJson.FILE, ComparisonJson.pretty(comparison, page.toString()));
    folder.write(ComparisonTables.CSV, ComparisonTables.csv(comparison));
    folder.write(RunFolder.CARD, ComparisonTables.markdown(comparison));
    folder.write(
        RunFolder.REPORT,
        HtmlPage.render(ComparisonPage.of(comparison, examples(comparison.config()))));
    return page;
  }

  /** The options that say how a data set is read, of all that a comparison was told. */
  public static DataOptions options(Map<String, String> set, String data) {
    Map<String, String> keys = new LinkedHashMap<>(set);
    keys.keySet().retainAll(Settings.keys(DataOptions.class));
    keys.put("data", data);
    return Settings.with(DataOptions.defaults(), keys);
  }

  /** The data as the runs had it; empty where it has changed or is no more. */
  private static Optional<ExampleSource> examples(ComparisonConfig config) {
    Map<ComparisonConfig.Source, Dataset> open = new HashMap<>();
    for (ComparisonConfig.Source data : config.data()) {
      try {
        Dataset dataset = Datasets.open(options(config.set(), data.data()));
        if (!dataset.sha256().equals(data.sha256())) {
          return Optional.empty();
        }
        open.put(data, dataset);
      } catch (InvalidInputException e) { // the file was moved
        return Optional.empty();
      }
    }
    Map<Split, Prepared> prepared = new HashMap<>();
    return Optional.of(
        (data, seed, row) -> {
          Prepared split =
              prepared.computeIfAbsent(
                  new Split(data, seed), key -> open.get(key.data()).prepare(key.seed()));
          return split.encoder().view(split.splits().test().batch(new int[] {row}));
        });
  }

  private record Split(ComparisonConfig.Source data, int seed) {}
}
