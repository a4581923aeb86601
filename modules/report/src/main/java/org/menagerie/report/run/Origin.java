package org.menagerie.report.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.core.Provenance;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Settings;
import org.menagerie.core.TransferOptions;
import org.menagerie.report.RunConfig;
import org.menagerie.report.RunSummary;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Columns;
import org.menagerie.report.page.Links;
import org.menagerie.report.page.Links.Link;
import org.menagerie.report.page.Table;
import org.menagerie.report.page.Table.Cell;

/** With which options, from which data and by which program the figures came about. */
final class Origin {
  private Origin() {}

  private static Map<String, String> files(RunSummary summary) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(RunFolder.CONFIG, "all options; train --config " + summary.again());
    files.put(RunFolder.METRICS_CSV, "one line per epoch");
    files.put(RunFolder.METRICS_JSON, "scores and provenance");
    files.put(RunFolder.PREDICTIONS, "what the network said of each test example");
    files.put(RunFolder.UPDATES, "how far each layer moved");
    files.put(RunFolder.MODEL, "the network, for predict and for Deeplearning4j");
    files.put(RunFolder.CARD, "the model card");
    return files;
  }

  static List<Block> blocks(RunResults results, String folderFromPage) {
    Provenance origin = results.summary().provenance();
    List<Link> links = new ArrayList<>();
    files(results.summary())
        .forEach(
            (name, what) -> {
              if (results.folder().has(name)) {
                links.add(new Link(folderFromPage + name, name, what));
              }
            });
    return List.of(
        new Columns(
            List.of(
                table("Options of the architecture", origin.settings()),
                table("Training plan", Settings.toMap(origin.plan())),
                table("Origin", origin(results)))),
        new Links(links));
  }

  private static Map<String, Object> origin(RunResults results) {
    Provenance origin = results.summary().provenance();
    Map<String, Object> rows = new LinkedHashMap<>();
    rows.put("run", results.folder().name());
    rows.put("data", origin.dataset());
    rows.putAll(RunConfig.dataChoices(results.folder()));
    rows.put("SHA-256 of the data", origin.dataSha256());
    if (!origin.transfer().equals(TransferOptions.NONE)) {
      rows.put("started from", origin.transfer().from());
      rows.put("frozen layers", origin.transfer().freeze());
    }
    rows.put("training examples", results.summary().examples().train());
    rows.put("validation examples", results.summary().examples().validation());
    rows.put("test examples", results.summary().examples().test());
    rows.putAll(origin.versions());
    rows.put("backend", origin.backend());
    rows.put("threads", origin.threads());
    return rows;
  }

  private static Table table(String caption, Map<String, Object> values) {
    List<List<Cell>> rows = new ArrayList<>();
    values.forEach((key, value) -> rows.add(List.of(Cell.of(key), Cell.of(String.valueOf(value)))));
    return new Table(caption, List.of("key", "value"), rows);
  }
}
