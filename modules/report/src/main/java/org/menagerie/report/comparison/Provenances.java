package org.menagerie.report.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.menagerie.core.Provenance;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Settings;
import org.menagerie.report.RunSummary;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Columns;
import org.menagerie.report.page.Links;
import org.menagerie.report.page.Links.Link;
import org.menagerie.report.page.Table;
import org.menagerie.report.page.Table.Cell;

/** With which options, from which data and by which program the figures came about. */
final class Provenances {
  private static final String SAME = "seed"; // differs from run to run, not by architecture

  private Provenances() {}

  static List<Block> blocks(Contest contest) {
    List<Block> blocks = new ArrayList<>();
    if (contest.anyRun().isPresent()) {
      blocks.add(plans(contest));
      List<Block> tables = new ArrayList<>();
      contest.networks().forEach(n -> tables.add(settings(n.contender())));
      blocks.add(new Columns(tables));
      blocks.add(origin(contest));
    }
    blocks.add(links(contest));
    return blocks;
  }

  private static Provenance of(Contender contender) {
    return contender.finished().get(0).results().summary().provenance();
  }

  /** The keys of the training plans, a column for each architecture. */
  private static Table plans(Contest contest) {
    List<Standing> networks = contest.networks();
    List<String> header = new ArrayList<>(List.of("training plan"));
    List<Map<String, Object>> plans = new ArrayList<>();
    Set<String> keys = new LinkedHashSet<>();
    for (Standing network : networks) {
      header.add(Plain.shown(network.contender().name()));
      Map<String, Object> plan = Settings.toMap(of(network.contender()).plan());
      plans.add(plan);
      keys.addAll(plan.keySet());
    }
    keys.remove(SAME);
    List<List<Cell>> rows = new ArrayList<>();
    for (String key : keys) {
      List<Cell> row = new ArrayList<>(List.of(Cell.of(key)));
      plans.forEach(plan -> row.add(Cell.of(String.valueOf(plan.getOrDefault(key, "")))));
      rows.add(row);
    }
    return new Table("", header, rows);
  }

  private static Table settings(Contender contender) {
    return table("Options of " + Plain.shown(contender.name()), of(contender).settings());
  }

  private static Table table(String caption, Map<String, ?> values) {
    List<List<Cell>> rows = new ArrayList<>();
    values.forEach(
        (key, value) ->
            rows.add(List.of(Cell.of(Plain.shown(key)), Cell.of(Plain.shown("" + value)))));
    return new Table(caption, List.of("key", "value"), rows);
  }

  private static Table origin(Contest contest) {
    Attempt.Finished run = contest.anyRun().orElseThrow();
    RunSummary summary = run.results().summary();
    Map<String, Object> rows = new LinkedHashMap<>();
    rows.put("data", contest.data().name());
    rows.put("SHA-256 of the data", contest.data().sha256());
    rows.put("seeds", "1 to " + contest.seeds());
    rows.put("test part", contest.fixedTestPart() ? "the same for all seeds" : "by the seed");
    rows.put("training examples", summary.examples().train());
    rows.put("validation examples", summary.examples().validation());
    rows.put("test examples", summary.examples().test());
    rows.putAll(summary.provenance().versions());
    rows.put("backend", summary.provenance().backend());
    rows.put("threads of a training", summary.provenance().threads());
    return table("Origin", rows);
  }

  private static Links links(Contest contest) {
    List<Link> links = new ArrayList<>();
    links.add(new Link(ComparisonJson.FILE, ComparisonJson.FILE, "all figures"));
    links.add(new Link(ComparisonTables.CSV, ComparisonTables.CSV, "the leaderboard"));
    links.add(new Link(ComparisonConfig.FILE, ComparisonConfig.FILE, "what was asked for"));
    for (Standing network : contest.networks()) {
      for (Attempt.Finished attempt : network.contender().finished()) {
        String run = ComparisonConfig.runName(network.contender().name(), attempt.seed());
        links.add(
            new Link(
                contest.data().folder() + "/" + run + "/" + RunFolder.REPORT,
                run,
                "page of the training"));
      }
    }
    return new Links(links);
  }
}
