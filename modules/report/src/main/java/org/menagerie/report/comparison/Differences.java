package org.menagerie.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Paragraph;
import org.menagerie.report.page.Table;
import org.menagerie.report.page.Table.Cell;

/** Which architectures are better than which. */
final class Differences {
  private Differences() {}

  static List<Block> blocks(Contest contest) {
    List<Contest.Pair> pairs = contest.pairs();
    if (pairs.isEmpty()) {
      return List.of();
    }
    boolean open = pairs.stream().anyMatch(pair -> Double.isNaN(pair.adjusted()));
    String none = open ? " No p: one seed alone, or the same difference with every seed." : "";
    return List.of(matrix(contest, pairs), new Paragraph(method(contest, pairs.size()) + none));
  }

  private static Table matrix(Contest contest, List<Contest.Pair> pairs) {
    List<Contender> networks = contest.networks().stream().map(Standing::contender).toList();
    List<String> header = new ArrayList<>(List.of(""));
    networks.forEach(column -> header.add("than " + Plain.shown(column.name())));
    List<List<Cell>> rows = new ArrayList<>();
    for (Contender row : networks) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.of(Plain.shown(row.name()))));
      networks.forEach(column -> cells.add(cell(row, column, pairs)));
      rows.add(cells);
    }
    return new Table(
        "Is the row better than the column? –: no significant difference", header, rows);
  }

  private static Cell cell(Contender row, Contender column, List<Contest.Pair> pairs) {
    for (Contest.Pair pair : pairs) {
      boolean straight = pair.one().is(row) && pair.other().is(column);
      boolean turned = pair.one().is(column) && pair.other().is(row);
      if (straight || turned) {
        String p = p(pair.adjusted());
        return pair.significant()
            ? Cell.verdict(straight, (straight ? "better, p " : "worse, p ") + p)
            : Cell.of(p.isEmpty() ? Table.NONE : Table.NONE + " (p " + p + ")");
      }
    }
    return Cell.of("");
  }

  private static String p(double value) {
    return Double.isNaN(value)
        ? ""
        : String.format(Locale.ROOT, value < 0.001 ? "%.1e" : "%.3f", value);
  }

  private static String method(Contest contest, int pairs) {
    String splits =
        contest.fixedTestPart()
            ? "The test part is the same for every seed; seeds decide weights and order alone."
            : "Each seed is a new random split, the same for all architectures.";
    return String.format(
        Locale.ROOT,
        "%s Corrected resampled t-tests (Nadeau and Bengio, 2003; test over training part %.3f),"
            + " p adjusted over the %d %s by Holm's method; significant is below 0.05, which few"
            + " seeds can seldom show.",
        splits,
        contest.testShare(),
        pairs,
        pairs == 1 ? "pair" : "pairs");
  }
}
