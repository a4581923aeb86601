package org.menagerie.search.space;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.arbiter.optimize.api.AbstractParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.menagerie.core.HyperParameter.Choice;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Settings;

/**
 * All that is searched, as Arbiter's parameter space: a point of the unit cube stands for the
 * values of the parameters that count there, by key.
 */
public final class SearchSpace extends AbstractParameterSpace<Map<String, String>> {
  private final List<Parameter> parameters;

  @SuppressWarnings("rawtypes") // Arbiter's own lists are raw
  private final List<ParameterSpace> leaves;

  /** A space of these parameters; each may depend on those before it. */
  public SearchSpace(List<Parameter> parameters) {
    this.parameters = ordered(parameters);
    this.leaves = new ArrayList<>();
    this.parameters.forEach(parameter -> leaves.add(parameter.leaf()));
    if (parameters.isEmpty()) {
      throw new InvalidInputException("nothing to search: name a range with --space key=spec");
    }
  }

  /** The same parameters, each behind what it depends on. */
  private static List<Parameter> ordered(List<Parameter> parameters) {
    List<String> keys = parameters.stream().map(Parameter::key).toList();
    List<Parameter> waiting = new ArrayList<>(parameters);
    List<Parameter> done = new ArrayList<>();
    Set<String> known = new HashSet<>();
    while (!waiting.isEmpty()) {
      Parameter next =
          waiting.stream()
              .filter(p -> p.condition().isEmpty() || known.contains(p.condition().get().key()))
              .findFirst()
              .orElse(null);
      if (next == null) {
        Parameter stuck = waiting.get(0);
        String on = stuck.condition().orElseThrow().key();
        throw keys.contains(on)
            ? new InvalidInputException(stuck.key() + " and " + on + " depend on each other")
            : Settings.unknown("condition of " + stuck.key() + " on parameter", on, keys);
      }
      next.condition().ifPresent(condition -> check(next, condition, done));
      waiting.remove(next);
      done.add(next);
      if (!known.add(next.key())) {
        throw new InvalidInputException("parameter " + next.key() + " is there twice");
      }
    }
    return List.copyOf(done);
  }

  private static void check(Parameter parameter, Condition condition, List<Parameter> before) {
    Parameter on =
        before.stream().filter(p -> p.key().equals(condition.key())).findFirst().orElseThrow();
    if (!(on.range() instanceof Choice choice)) {
      throw new InvalidInputException(
          parameter.key() + " can depend on a choice alone; " + on.key() + " is a range");
    }
    for (String value : condition.values()) {
      if (!choice.values().contains(value)) {
        throw Settings.unknown("value of " + on.key(), value, choice.values());
      }
    }
  }

  /** The parameters, each behind what it depends on. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** The values of the parameters that count at a point, as a user would write them. */
  @Override
  public Map<String, String> getValue(double[] point) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      if (parameter.condition().map(condition -> condition.holds(values)).orElse(true)) {
        values.put(parameter.key(), parameter.text(point[i]));
      }
    }
    return values;
  }

  /** What the space has next to values of all its keys: of each parameter that counts then. */
  public Map<String, String> nearest(Map<String, String> values) {
    Map<String, String> nearest = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      if (parameter.condition().map(on -> on.holds(nearest)).orElse(true)) {
        nearest.put(parameter.key(), parameter.nearest(values.get(parameter.key())));
      }
    }
    return nearest;
  }

  /** Those of the values that the space does not hold, each with what it has next to it. */
  public Map<String, String> missing(Map<String, String> values) {
    Map<String, String> missing = new LinkedHashMap<>();
    nearest(values)
        .forEach(
            (key, near) -> {
              if (!Parameter.same(near, values.get(key))) {
                missing.put(key, near);
              }
            });
    return missing;
  }

  /** A point that stands for values, by key; empty where the space does not hold them. */
  public Optional<double[]> point(Map<String, String> values) {
    double[] point = new double[parameters.size()];
    for (int i = 0; i < point.length; i++) {
      Parameter parameter = parameters.get(i);
      boolean counts = parameter.condition().map(on -> on.holds(values)).orElse(true);
      if (counts && !parameter.holds(values.get(parameter.key()))) {
        return Optional.empty();
      }
      point[i] = counts ? parameter.unit(values.get(parameter.key())) : 0.5;
    }
    return Optional.of(point);
  }

  /**
   * The point that stands for all points of equal values: middles of steps, and {@link Double#NaN}
   * where a parameter does not count.
   */
  public double[] canonical(double[] point) {
    Map<String, String> values = getValue(point);
    double[] canonical = new double[point.length];
    for (int i = 0; i < point.length; i++) {
      Parameter parameter = parameters.get(i);
      canonical[i] =
          values.containsKey(parameter.key()) ? parameter.canonical(point[i]) : Double.NaN;
    }
    return canonical;
  }

  @Override
  public int numParameters() {
    return parameters.size();
  }

  @Override
  @SuppressWarnings("rawtypes")
  public List<ParameterSpace> collectLeaves() {
    return leaves;
  }

  @Override
  public boolean isLeaf() {
    return false;
  }

  @Override
  public void setIndices(int... indices) {
    // a point's numbers stand in the order of the parameters
    if (indices.length != parameters.size()) {
      throw new IllegalArgumentException(
          indices.length + " indices for " + parameters.size() + " parameters");
    }
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] != i) {
        throw new IllegalArgumentException("parameter " + i + " was given place " + indices[i]);
      }
    }
  }

  /** What tells this space from others: every key with its range. */
  public String description() {
    StringBuilder text = new StringBuilder();
    parameters.forEach(p -> text.append(p.key()).append('=').append(p.spec()).append('\n'));
    return text.toString();
  }
}
