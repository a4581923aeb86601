package org.menagerie.report.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.menagerie.report.Predictions.OfClasses;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Gallery;
import org.menagerie.report.page.Gallery.Tile;
import org.menagerie.report.page.Paragraph;
import org.menagerie.report.page.Table;
import org.menagerie.report.page.Table.Cell;
import org.menagerie.report.page.Tone;

/** Which test examples only one architecture gets right, or wrong, and which are hard for all. */
final class Agreement {
  private static final int MOST_ALONE = 7; // for each architecture: a row on a wide page
  private static final int MOST_HARD = 21;

  private final Contest contest;
  private final List<Contender> networks;
  private final List<Case> cases = new ArrayList<>();

  /**
   * A test example of one seed.
   *
   * @param predicted the answers, in the order of the networks
   */
  private record Case(
      int seed, int row, String key, String truth, List<String> predicted, double loss) {
    long right() {
      return predicted.stream().filter(truth::equals).count();
    }

    boolean right(int network) {
      return predicted.get(network).equals(truth);
    }
  }

  private Agreement(Contest contest) {
    this.contest = contest;
    this.networks =
        contest.networks().stream()
            .map(Standing::contender)
            .filter(c -> c.scores().size() == contest.seeds())
            .toList();
    for (int seed = 1; seed <= contest.seeds() && !networks.isEmpty(); seed++) {
      add(seed);
    }
  }

  private void add(int seed) {
    List<OfClasses> all = new ArrayList<>();
    for (Contender network : networks) {
      network.finished().stream()
          .filter(attempt -> attempt.seed() == seed)
          .map(attempt -> (OfClasses) attempt.results().predictions())
          .forEach(all::add);
    }
    OfClasses first = all.get(0);
    if (all.stream().anyMatch(other -> !other.keys().equals(first.keys()))) {
      throw new IllegalStateException("runs of seed " + seed + " have different test parts");
    }
    List<double[]> losses = all.stream().map(OfClasses::losses).toList();
    for (int row = 0; row < first.truth().length; row++) {
      int i = row;
      cases.add(
          new Case(
              seed,
              i,
              first.keyName() + " " + first.keys().get(i),
              first.labels().get(first.truth()[i]),
              all.stream().map(one -> one.labels().get(one.predicted()[i])).toList(),
              losses.stream().mapToDouble(loss -> loss[i]).average().orElse(0)));
    }
  }

  static List<Block> blocks(Contest contest, Optional<ExampleSource> examples) {
    boolean whole =
        contest
            .anyRun()
            .map(
                run ->
                    run.results().predictions() instanceof OfClasses c
                        && c.probabilities().length > 0)
            .orElse(false);
    if (!whole) { // numbers, or an answer for every step
      return List.of();
    }
    Agreement agreement = new Agreement(contest);
    return agreement.networks.isEmpty() ? List.of() : agreement.blocks(examples);
  }

  private List<Block> blocks(Optional<ExampleSource> examples) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Paragraph(sentence()));
    if (networks.size() > 1) {
      blocks.add(alone());
    }
    if (examples.isPresent()) {
      for (int n = 0; n < networks.size() && networks.size() > 1; n++) {
        galleryOf(blocks, n, examples.get());
      }
      blocks.add(hardest(examples.get()));
    }
    return blocks;
  }

  private String sentence() {
    int size = networks.size();
    return String.format(
        Locale.ROOT,
        "Of %,d test examples (those of all seeds), %,d are right for every architecture and %,d"
            + " for none.",
        cases.size(),
        cases.stream().filter(one -> one.right() == size).count(),
        cases.stream().filter(one -> one.right() == 0).count());
  }

  private List<Case> rightAlone(int network) {
    return cases.stream().filter(one -> one.right() == 1 && one.right(network)).toList();
  }

  private List<Case> wrongAlone(int network) {
    int others = networks.size() - 1;
    return cases.stream().filter(one -> one.right() == others && !one.right(network)).toList();
  }

  private Table alone() {
    List<List<Cell>> rows = new ArrayList<>();
    for (int n = 0; n < networks.size(); n++) {
      rows.add(
          List.of(
              Cell.of(Plain.shown(networks.get(n).name())),
              Cell.of(Integer.toString(rightAlone(n).size())),
              Cell.of(Integer.toString(wrongAlone(n).size())),
              Cell.of(keys(rightAlone(n)))));
    }
    return Table.sortable(
        "Examples that one architecture alone gets right, or wrong",
        List.of("architecture", "right alone", "wrong alone", "those right alone"),
        rows);
  }

  private static String keys(List<Case> some) {
    List<String> keys =
        some.stream()
            .limit(12)
            .map(one -> Plain.shown(one.key()) + " (seed " + one.seed() + ")")
            .toList();
    return String.join(", ", keys) + (some.size() > keys.size() ? ", …" : "");
  }

  private void galleryOf(List<Block> blocks, int network, ExampleSource examples) {
    List<Tile> tiles =
        rightAlone(network).stream()
            .limit(MOST_ALONE)
            .map(one -> tile(one, examples, "others said " + usual(one)))
            .toList();
    if (!tiles.isEmpty()) {
      String name = Plain.shown(networks.get(network).name());
      blocks.add(new Gallery("Only " + name + " gets these right.", tiles));
    }
  }

  /** The most frequent wrong answer; of equal ones, the first in the networks' order. */
  private static String usual(Case one) {
    Map<String, Integer> counts = new HashMap<>();
    one.predicted().stream()
        .filter(answer -> !answer.equals(one.truth()))
        .forEach(answer -> counts.merge(answer, 1, Integer::sum));
    return one.predicted().stream()
        .filter(counts::containsKey)
        .max(Comparator.comparing(counts::get))
        .map(Plain::shown)
        .orElse("");
  }

  private Gallery hardest(ExampleSource examples) {
    List<Tile> tiles = new ArrayList<>();
    IntStream.range(0, cases.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -cases.get(i).loss()))
        .limit(MOST_HARD)
        .map(cases::get)
        .forEach(one -> tiles.add(tile(one, examples, told(one))));
    boolean read = tiles.stream().anyMatch(Tile::wide);
    return new Gallery(
        "The hardest examples: the highest mean loss over the architectures first.",
        tiles.subList(0, read ? Math.min(9, tiles.size()) : tiles.size()));
  }

  private String told(Case one) {
    String right = one.right() + " of " + networks.size() + " right";
    return one.right() == networks.size() ? right : right + ", else mostly " + usual(one);
  }

  private Tile tile(Case one, ExampleSource examples, String detail) {
    return new Tile(
        examples.view(contest.data(), one.seed(), one.row()),
        Plain.shown(one.truth()),
        detail + "; " + Plain.shown(one.key()) + ", seed " + one.seed(),
        one.right() == 0 ? Tone.BAD : Tone.PLAIN);
  }
}
