package org.menagerie.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.search.space.Parameter;
import org.menagerie.search.space.SearchSpace;
import org.menagerie.search.space.SpaceSpec;

/** What every strategy owes. */
class SamplerContractTest {
  private static final SearchSpace MIXED =
      new SearchSpace(
          Stream.of(
                  "rate=log:1e-4..1e-1",
                  "layers=int:1..4",
                  "kind=choice:a,b,c",
                  "extra=real:0..1 if kind=b")
              .map(SpaceSpec::parse)
              .toList());

  static Stream<BiFunction<SearchSpace, Long, Sampler>> samplers() {
    return Stream.of(
        RandomSampler::new,
        (space, seed) -> new GridSampler(space, 4, seed),
        BayesSampler::new,
        TpeSampler::new,
        (space, seed) -> new GeneticSampler(space, GeneticOptions.DEFAULTS, seed));
  }

  private static List<Observation> history(Sampler sampler, int trials) {
    List<Observation> history = new ArrayList<>();
    for (int i = 0; i < trials; i++) {
      double[] point = sampler.next(history);
      history.add(
          switch (i % 6) {
            case 2 -> Observation.failed(point);
            case 3 -> new Observation(point, Observation.State.PRUNED, 1 + point[0]);
            case 5 -> Observation.pending(point);
            default -> Observation.complete(point, Math.abs(point[0] - 0.3) + point[1]);
          });
    }
    return history;
  }

  private static double[] clamped(double[] point) {
    return Arrays.stream(point).map(x -> Math.max(0, Math.min(1, x))).toArray();
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void pointsLieInTheUnitCube(BiFunction<SearchSpace, Long, Sampler> strategy) {
    history(strategy.apply(MIXED, 1L), 25)
        .forEach(
            o ->
                assertThat(o.point())
                    .hasSize(4)
                    .satisfies(p -> assertThat(p).isEqualTo(clamped(p))));
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void theSameHistoryGivesTheSamePointInAnyProcess(
      BiFunction<SearchSpace, Long, Sampler> strategy) {
    Sampler sampler = strategy.apply(MIXED, 1L);
    List<Observation> history = history(sampler, 58); // some are pending: 48 have ended
    double[] going = sampler.next(history);
    double[] fresh = strategy.apply(MIXED, 1L).next(List.copyOf(history));
    assertThat(fresh).isEqualTo(going);
    assertThat(strategy.apply(MIXED, 2L).next(history)).isNotEqualTo(going);
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void whatDoesNotLearnSuggestsTheSameWhateverCame(
      BiFunction<SearchSpace, Long, Sampler> strategy) {
    Sampler sampler = strategy.apply(MIXED, 1L);
    List<Observation> known = history(sampler, 58);
    List<Observation> pending =
        known.stream().map(Observation::point).map(Observation::pending).toList();
    if (!sampler.learns()) {
      assertThat(sampler.next(pending)).isEqualTo(sampler.next(known));
    } else {
      assertThat(sampler.next(pending)).isNotEqualTo(sampler.next(known));
    }
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void worksWithOneParameterAndEqualLosses(BiFunction<SearchSpace, Long, Sampler> strategy) {
    for (String spec : List.of("x=real:0..1", "x=choice:a,b,c", "x=int:1..3", "x=real:2..2")) {
      SearchSpace space = new SearchSpace(List.of(SpaceSpec.parse(spec)));
      Sampler sampler = strategy.apply(space, 1L);
      List<Observation> history = new ArrayList<>();
      for (int i = 0; i < Math.min(20, sampler.size()); i++) {
        history.add(Observation.complete(sampler.next(history), 1));
      }
      Parameter parameter = space.parameters().get(0);
      history.forEach(o -> assertThat(parameter.text(o.point()[0])).isNotEmpty());
    }
  }
}
