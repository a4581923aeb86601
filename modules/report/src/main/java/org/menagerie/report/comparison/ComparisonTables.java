package org.menagerie.report.comparison;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.menagerie.report.cost.Costs;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Paragraph;
import org.menagerie.report.page.Table;

/** A comparison's figures for spreadsheets and for README files. */
public final class ComparisonTables {
  /** The file for spreadsheets. */
  public static final String CSV = "leaderboard.csv";

  private ComparisonTables() {}

  /**
   * The leaderboards as CSV, all figures with all digits; texts that a spreadsheet would take for a
   * formula start with an apostrophe.
   */
  public static String csv(Comparison comparison) {
    StringWriter out = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out)) {
      csv.writeRecord(
          "dataset",
          "rank",
          "architecture",
          "baseline",
          "measure",
          "mean",
          "std",
          "ci95_low",
          "ci95_high",
          "second_measure",
          "second_mean",
          "completed",
          "parameters",
          "multiply_adds",
          "train_seconds",
          "examples_per_second",
          "predict_one_micros_median",
          "predict_one_micros_p99",
          "predict_batch_micros_median",
          "predict_batch_micros_p99",
          "peak_memory_bytes",
          "model_bytes",
          "failures");
      for (Contest contest : comparison.contests()) {
        contest.standings().forEach(standing -> csv.writeRecord(line(contest, standing)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has none
    }
    return out.toString();
  }

  private static List<String> line(Contest contest, Standing s) {
    List<String> line = new ArrayList<>();
    line.add(Plain.csv(contest.data().name()));
    line.add(s.ranked() ? Integer.toString(s.rank()) : "");
    line.add(Plain.csv(s.contender().name()));
    line.add(Boolean.toString(s.contender().baseline()));
    line.add(contest.measure().key());
    line.add(number(s.mean()));
    line.add(number(s.std()));
    line.add(number(s.interval().low()));
    line.add(number(s.interval().high()));
    line.add(contest.measure().secondKey());
    line.add(number(s.second()));
    line.add(Integer.toString(s.contender().scores().size()));
    line.add(s.ranked() ? Long.toString(s.parameters()) : "");
    line.add(number(s.cost(Costs::multiplyAdds)));
    line.add(s.ranked() ? number(s.trainSeconds()) : "");
    line.add(number(s.examplesPerSecond()));
    line.add(number(s.cost(c -> c.one().median())));
    line.add(number(s.cost(c -> c.one().p99())));
    line.add(number(s.cost(c -> c.batch().median())));
    line.add(number(s.cost(c -> c.batch().p99())));
    line.add(number(ComparisonJson.peak(s)));
    line.add(number(s.cost(Costs::modelBytes)));
    line.add(Plain.csv(String.join("; ", s.contender().failures())));
    return line;
  }

  private static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }

  /** The leaderboards, costs, differences and classes as Markdown. */
  public static String markdown(Comparison comparison) {
    StringBuilder out = new StringBuilder("# Comparison\n\n");
    out.append(Plain.markdown(Headline.of(comparison))).append('\n');
    for (Contest contest : comparison.contests()) {
      out.append("\n## ").append(Plain.markdown(Plain.shown(contest.data().name()))).append("\n\n");
      Leaderboard board = new Leaderboard(contest);
      table(out, board.quality());
      table(out, board.training());
      table(out, board.prediction());
      Differences.blocks(contest).forEach(block -> block(out, block));
      Classes.table(contest).forEach(block -> block(out, block));
      for (Standing standing : contest.standings()) {
        for (String failure : standing.contender().failures()) {
          String line = standing.contender().name() + ", " + failure;
          out.append("- ").append(Plain.markdown(Plain.shown(line))).append('\n');
        }
      }
    }
    return out.toString();
  }

  private static void block(StringBuilder out, Block block) {
    if (block instanceof Table table) {
      table(out, table);
    } else if (block instanceof Paragraph paragraph) {
      out.append(Plain.markdown(paragraph.text())).append("\n\n");
    }
  }

  private static void table(StringBuilder out, Table table) {
    out.append(Plain.markdown(table.caption())).append("\n\n");
    row(out, table.header().stream().map(Plain::markdown).toList());
    row(
        out,
        IntStream.range(0, table.header().size())
            .mapToObj(i -> table.numeric(i) ? "---:" : "---")
            .toList());
    table
        .rows()
        .forEach(
            cells -> row(out, cells.stream().map(cell -> Plain.markdown(cell.text())).toList()));
    out.append('\n');
  }

  private static void row(StringBuilder out, List<String> cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
