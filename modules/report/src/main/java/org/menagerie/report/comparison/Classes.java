package org.menagerie.report.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.menagerie.core.Score;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Columns;
import org.menagerie.report.page.Table;
import org.menagerie.report.page.Table.Cell;
import org.menagerie.report.run.Confusion;

/** How each class fares, and which are taken for which. */
final class Classes {
  private static final int MOST_MATRICES = 8;

  private Classes() {}

  static List<Block> table(Contest contest) {
    List<Standing> networks = contest.networks();
    if (contest.measure() != Measure.ACCURACY || networks.isEmpty()) {
      return List.of();
    }
    List<String> labels = Pooled.sum(networks.get(0).contender()).labels();
    List<String> header = new ArrayList<>(List.of("class", "test examples"));
    networks.forEach(n -> header.add(Plain.shown(n.contender().name())));
    List<List<Cell>> rows = new ArrayList<>();
    for (int label = 0; label < labels.size(); label++) {
      int c = label;
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(Plain.shown(labels.get(c))));
      long support = Pooled.sum(networks.get(0).contender()).support(c);
      row.add(Cell.of(Long.toString(support)));
      networks.forEach(n -> row.add(Cell.of(f1(n.contender(), c))));
      rows.add(row);
    }
    return List.of(
        Table.sortable(
            "F1 of each class, mean over the seeds; examples of all seeds", header, rows));
  }

  private static String f1(Contender contender, int label) {
    OptionalDouble mean =
        contender.scores().values().stream()
            .mapToDouble(score -> ((Score.Classification) score).f1(label))
            .average();
    return String.format(Locale.ROOT, "%.3f", mean.orElseThrow());
  }

  static List<Block> matrices(Contest contest) {
    if (contest.measure() != Measure.ACCURACY) {
      return List.of();
    }
    List<Block> maps = new ArrayList<>();
    for (Standing network : contest.networks()) {
      Score.Classification sum = Pooled.sum(network.contender());
      if (sum.labels().size() <= Confusion.LARGEST_MATRIX && maps.size() < MOST_MATRICES) {
        String title = Plain.shown(network.contender().name()) + ", all seeds";
        maps.add(Confusion.matrix(title, shown(sum)));
      }
    }
    return maps.isEmpty() ? List.of() : List.of(new Columns(maps));
  }

  private static Score.Classification shown(Score.Classification score) {
    return new Score.Classification(
        score.loss(), score.labels().stream().map(Plain::shown).toList(), score.confusion());
  }
}
