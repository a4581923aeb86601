package org.menagerie.search.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.menagerie.search.space.Parameter;
import org.menagerie.search.study.Trial;

/** Every trial of a study as a line of CSV. */
public final class TrialsCsv {
  private TrialsCsv() {}

  /** The text of trials.csv. */
  public static String of(StudyResult result) {
    StringWriter out = new StringWriter();
    CsvWriter csv = CsvWriter.builder().build(out);
    List<String> keys = result.space().parameters().stream().map(Parameter::key).toList();
    List<String> header =
        new ArrayList<>(List.of("trial", "state", result.metric(), "epoch", "seconds", "worker"));
    header.addAll(keys);
    header.add("reason");
    header.add("seed");
    csv.writeRecord(header);
    for (Trial trial : result.trials()) {
      Map<String, String> values = result.space().getValue(trial.point());
      List<String> line = new ArrayList<>();
      line.add(Integer.toString(trial.number()));
      line.add(trial.state().name().toLowerCase(Locale.ROOT));
      line.add(Double.isNaN(trial.score()) ? "" : Double.toString(trial.score()));
      line.add(Integer.toString(trial.epoch()));
      line.add(
          trial.ended().isEmpty()
              ? ""
              : Double.toString((trial.ended().getAsLong() - trial.started()) / 1e3));
      line.add(trial.worker());
      keys.forEach(key -> line.add(values.getOrDefault(key, "")));
      line.add(trial.reason());
      line.add(Long.toString(result.seed(trial)));
      csv.writeRecord(line);
    }
    flush(csv);
    return out.toString();
  }

  private static void flush(CsvWriter csv) {
    try {
      csv.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has none
    }
  }
}
