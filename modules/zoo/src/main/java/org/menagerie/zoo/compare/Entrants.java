package org.menagerie.zoo.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.cli.Catalog;
import org.menagerie.core.Architecture;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Settings;
import org.menagerie.core.Splits;
import org.menagerie.core.Target;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;
import org.menagerie.data.DataOptions;
import org.menagerie.report.cost.MultiplyAdds;

/** Which architectures take part, and what each of them is told. */
record Entrants(List<Catalog.Entry> entries, Map<String, String> set) {
  /**
   * What is compared unless other architectures are named: one or two of each family, so few that
   * three seeds on small data take less than three minutes on two cores.
   */
  private static final List<String> USUAL = List.of("mlp", "cnn", "lstm", "bilstm", "transformer");

  private static final String ALL = "all";
  private static final Task ANY =
      new Task(new InputShape.Features(2), new Target.Classes(List.of("a", "b")), 100);

  /** Those that the user named, or the usual ones; {@code all} names every one. */
  static Entrants of(Catalog catalog, List<String> named, Map<String, String> set) {
    List<String> names = named.isEmpty() ? USUAL : named;
    Set<Catalog.Entry> entries = new LinkedHashSet<>();
    for (String name : names) {
      if (name.equals(ALL)) {
        catalog.entries().forEach(entries::add);
      } else {
        entries.add(catalog.find(name));
      }
    }
    Entrants entrants = new Entrants(List.copyOf(entries), new LinkedHashMap<>(set));
    entrants.refuseUnknown();
    return entrants;
  }

  List<String> names() {
    return entries.stream().map(entry -> entry.architecture().name()).toList();
  }

  private void refuseUnknown() {
    Set<String> known = new LinkedHashSet<>(common());
    entries.forEach(entry -> known.addAll(own(entry.architecture())));
    for (String key : set.keySet()) {
      if (key.equals("seed") || key.equals("data")) {
        throw new InvalidInputException(
            "--set " + key + " is not for compare; use --" + (key.equals("seed") ? "seeds" : key));
      }
      if (!known.contains(key)) {
        throw Settings.unknown("option of any architecture here", key, List.copyOf(known));
      }
    }
  }

  private static List<String> common() {
    List<String> keys = new ArrayList<>(Settings.keys(DataOptions.class));
    keys.addAll(Settings.keys(TrainingPlan.class));
    return keys;
  }

  private static <C extends Record> List<String> own(Architecture<C> architecture) {
    return Settings.keys(architecture.defaults(ANY).getClass());
  }

  /** What one architecture is told: options that only others know are left out. */
  Map<String, String> toldTo(Architecture<?> architecture) {
    Map<String, String> told = new LinkedHashMap<>(set);
    List<String> keys = new ArrayList<>(common());
    keys.addAll(own(architecture));
    told.keySet().retainAll(keys);
    return told;
  }

  /** Those that take the data. */
  List<Catalog.Entry> accepting(Task task) {
    return entries.stream().filter(entry -> entry.architecture().accepts(task)).toList();
  }

  /** An estimate of how long a training takes: products in all, forward. */
  static double work(Architecture<?> architecture, Splits splits) {
    try {
      return estimate(architecture, splits);
    } catch (RuntimeException e) {
      return 0; // it will fail in its own process, and say why
    }
  }

  private static <C extends Record> double estimate(Architecture<C> architecture, Splits splits) {
    Task task = splits.task();
    TrainingPlan plan = architecture.plan(task);
    ComputationGraph network =
        new ComputationGraph(architecture.build(architecture.defaults(task), task, plan));
    network.init();
    long products = MultiplyAdds.of(network, splits.train().batch(new int[] {0}).getFeatures());
    return (double) products * splits.train().size() * plan.epochs();
  }
}
