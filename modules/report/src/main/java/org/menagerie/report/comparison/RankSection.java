package org.menagerie.report.comparison;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Paragraph;
import org.menagerie.report.page.RankDiagram;
import org.menagerie.report.page.Table;
import org.menagerie.report.page.Table.Cell;
import org.menagerie.report.statistics.RankTest;

/** Architectures over several data sets. */
final class RankSection {
  private RankSection() {}

  static List<Block> blocks(Comparison comparison) {
    List<Block> blocks = new ArrayList<>();
    comparison
        .ranks()
        .ifPresentOrElse(
            ranks -> {
              blocks.add(diagram(ranks));
              blocks.add(new Paragraph(method(ranks.test())));
            },
            () ->
                blocks.add(
                    new Paragraph("Fewer than two architectures have a mean on every data set.")));
    blocks.add(table(comparison));
    return blocks;
  }

  private static RankDiagram diagram(Comparison.Ranks ranks) {
    return new RankDiagram(
        "Mean ranks over the data sets, best to the left; bars join what cannot be told apart",
        ranks.architectures().stream().map(Plain::shown).toList(),
        ranks.test().meanRanks(),
        ranks.test().criticalDifference(),
        ranks.test().groups().stream().map(group -> List.of(group[0], group[1])).toList());
  }

  private static String method(RankTest test) {
    return String.format(
        Locale.ROOT,
        "Friedman's test over %d data sets (in the form of Iman and Davenport): p %.3f. Mean ranks"
            + " that are further apart than %.2f differ significantly at 0.05 (Nemenyi's test;"
            + " Demšar, 2006); few data sets can seldom show it.",
        test.dataSets(),
        test.p(),
        test.criticalDifference());
  }

  /** By mean rank; then those that have none, in the order asked for. */
  private static Set<String> rows(Comparison comparison) {
    Set<String> rows = new LinkedHashSet<>();
    comparison.ranks().ifPresent(ranks -> rows.addAll(ranks.bestFirst()));
    rows.addAll(comparison.config().architectures());
    return rows;
  }

  private static Table table(Comparison comparison) {
    List<String> header = new ArrayList<>(List.of("architecture"));
    comparison
        .contests()
        .forEach(c -> header.add(Plain.shown(c.data().name()) + ", " + c.measure().title()));
    List<List<Cell>> rows = new ArrayList<>();
    for (String architecture : rows(comparison)) {
      List<Cell> row = new ArrayList<>(List.of(Cell.of(Plain.shown(architecture))));
      for (Contest contest : comparison.contests()) {
        row.add(
            Cell.of(
                contest.networks().stream()
                    .filter(n -> n.contender().name().equals(architecture))
                    .findFirst()
                    .map(n -> new Leaderboard(contest).figure(n.mean()))
                    .orElse(Table.NONE)));
      }
      rows.add(row);
    }
    return Table.sortable("Means over the seeds", header, rows);
  }
}
