package org.menagerie.search.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.menagerie.cli.Experiment;
import org.menagerie.core.HyperParameter;
import org.menagerie.core.HyperParameter.Choice;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Settings;
import org.menagerie.core.TrainingPlan;
import org.menagerie.search.space.Condition;
import org.menagerie.search.space.Parameter;
import org.menagerie.search.space.SearchSpace;
import org.menagerie.search.space.SpaceSpec;

/** The space of a study: what the architecture declares, changed by what the user said. */
final class Spaces {
  private Spaces() {}

  /**
   * The space. A declared range is made wide enough for the default, so that a search can begin
   * there; one of the user's stays as it is.
   *
   * @param specs of {@code --space}
   * @param fixed options that the user gave one value, by key: these are not searched
   * @param declared whether the architecture's own ranges count
   */
  static SearchSpace of(
      Experiment experiment, List<String> specs, Map<String, String> fixed, boolean declared) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    Map<String, String> values = values(experiment);
    Set<String> said = new HashSet<>();
    if (declared) {
      for (HyperParameter each : experiment.entry().architecture().hyperParameters()) {
        String usual = values.get(each.key());
        parameters.put(each.key(), Parameter.of(each.key(), each.range()).with(usual));
      }
    }
    fixed.keySet().forEach(parameters::remove);
    for (String spec : specs) {
      Parameter parameter = SpaceSpec.parse(spec);
      checkKey(experiment, parameter.key());
      if (!said.add(parameter.key())) {
        throw new InvalidInputException(
            "--space has two ranges for " + parameter.key() + "; leave out one of them");
      }
      if (fixed.containsKey(parameter.key())) {
        throw new InvalidInputException(
            parameter.key() + " has a value and a range; leave out one of them");
      }
      parameters.put(parameter.key(), parameter);
    }
    parameters.computeIfPresent(
        "momentum", (key, momentum) -> onlyWithMomentum(momentum, parameters.get("optimizer")));
    List<Parameter> all = new ArrayList<>(parameters.values());
    all.forEach(parameter -> checkEnds(experiment, parameter));
    all.forEach(parameter -> checkCondition(experiment, parameter, parameters.keySet()));
    return new SearchSpace(all);
  }

  /** Of what the user gave a value: plan and architecture, without the seed. */
  static Map<String, String> sameInAllTrials(Experiment experiment, Map<String, String> said) {
    Map<String, String> same = new LinkedHashMap<>(said);
    same.keySet().retainAll(keys(experiment));
    return same;
  }

  /** The values of all options that can be searched, by key. */
  static Map<String, String> values(Experiment experiment) {
    Map<String, String> values = new LinkedHashMap<>();
    Stream.of(experiment.config().plan(), experiment.config().settings())
        .flatMap(options -> Settings.toMap(options).entrySet().stream())
        .forEach(option -> values.put(option.getKey(), text(option.getValue())));
    return values;
  }

  private static String text(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
        : String.valueOf(value);
  }

  private static List<String> keys(Experiment experiment) {
    return Stream.of(TrainingPlan.class, experiment.config().settings().getClass())
        .flatMap(type -> Settings.keys(type).stream())
        .filter(known -> !known.equals("seed"))
        .sorted()
        .toList();
  }

  private static void checkKey(Experiment experiment, String key) {
    List<String> keys = keys(experiment);
    if (!keys.contains(key)) {
      throw Settings.unknown(
          "parameter of " + experiment.config().architecture() + " to search", key, keys);
    }
  }

  /** Most optimisers have no momentum: with them it is not searched. */
  private static Parameter onlyWithMomentum(Parameter momentum, Parameter optimizer) {
    if (momentum.condition().isPresent()
        || optimizer == null
        || !(optimizer.range() instanceof Choice choice)) {
      return momentum;
    }
    List<String> having =
        choice.values().stream().filter(List.of("momentum", "nesterov")::contains).toList();
    return having.isEmpty()
        ? momentum
        : new Parameter(
            momentum.key(), momentum.range(), Optional.of(new Condition("optimizer", having)));
  }

  /** Says how an option that another depends on gets into the space. */
  private static void checkCondition(
      Experiment experiment, Parameter parameter, Set<String> searched) {
    Optional<Condition> condition = parameter.condition();
    if (condition.isPresent()
        && !searched.contains(condition.get().key())
        && keys(experiment).contains(condition.get().key())) {
      throw new InvalidInputException(
          String.format(
              "%s depends on %s, which is not searched: add --space %s=choice:A,B, or leave out"
                  + " '%s'",
              parameter.key(),
              condition.get().key(),
              condition.get().key(),
              condition.get().toString().strip()));
    }
  }

  /** Refuses what the option itself would refuse, before any trial. */
  private static void checkEnds(Experiment experiment, Parameter parameter) {
    boolean planned = Settings.keys(TrainingPlan.class).contains(parameter.key());
    Record options = planned ? experiment.config().plan() : experiment.config().settings();
    List<String> values =
        parameter.range() instanceof Choice choice
            ? choice.values()
            : List.of(parameter.text(0), parameter.text(1));
    values.forEach(value -> Settings.with(options, Map.of(parameter.key(), value)));
  }
}
