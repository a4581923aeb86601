package org.menagerie.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.search.benchmark.SamplerBenchmark;
import org.menagerie.search.benchmark.TestFunction;

/** A small version of the benchmark: strategies must be far better than chance. */
class SamplerQualityTest {

  @Test
  void bayesFindsBraninsMinimumToThreeDecimalsWithinFiftyTrials() {
    var result = SamplerBenchmark.run(TestFunction.BRANIN, "bayes", BayesSampler::new, 3, 50);
    assertThat(result.largest(1)).isLessThan(6e-4);
  }

  @Test
  void tpeIsFarBetterThanRandomOnHartmann() {
    var tpe = SamplerBenchmark.run(TestFunction.HARTMANN6, "tpe", TpeSampler::new, 6, 100);
    var random = SamplerBenchmark.run(TestFunction.HARTMANN6, "random", RandomSampler::new, 6, 100);
    assertThat(tpe.mean(2)).isLessThan(0.5 * random.mean(2));
  }

  @Test
  void geneticIsBetterThanRandomOnHartmann() {
    var genetic =
        SamplerBenchmark.run(
            TestFunction.HARTMANN6,
            "genetic",
            (space, seed) -> new GeneticSampler(space, GeneticOptions.DEFAULTS, seed),
            6,
            200);
    var random = SamplerBenchmark.run(TestFunction.HARTMANN6, "random", RandomSampler::new, 6, 200);
    assertThat(genetic.mean(3)).isLessThan(random.mean(3));
  }

  @Test
  void minimaAreWhereTheyArePublished() {
    double[] branin = {(Math.PI + 5) / 15, 2.275 / 15};
    assertThat(TestFunction.BRANIN.regret(branin)).isBetween(-1e-9, 1e-6);
    double[] hartmann = {0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573};
    assertThat(TestFunction.HARTMANN6.regret(hartmann)).isBetween(-1e-9, 1e-6);
  }

  @Test
  void pendingTrialsAreNotSuggestedAgain() {
    BayesSampler sampler = new BayesSampler(TestFunction.BRANIN.space(), 1);
    List<Observation> history = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      double[] point = sampler.next(history);
      history.add(Observation.complete(point, TestFunction.BRANIN.regret(point)));
    }
    for (int i = 0; i < 4; i++) {
      double[] point = sampler.next(history);
      for (Observation before : history) {
        double distance = Math.hypot(point[0] - before.point()[0], point[1] - before.point()[1]);
        assertThat(distance).isGreaterThan(1e-3);
      }
      history.add(Observation.pending(point));
    }
  }
}
