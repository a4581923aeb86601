package org.menagerie.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.menagerie.search.space.SearchSpace;
import org.menagerie.search.space.SpaceSpec;

class StandardisedTest {
  private static final SearchSpace SPACE = new SearchSpace(List.of(SpaceSpec.parse("x=real:0..1")));

  private static Standardised of(double... losses) {
    List<Observation> history =
        DoubleStream.of(losses)
            .mapToObj(loss -> Observation.complete(new double[] {0.5}, loss))
            .toList();
    return Standardised.of(SPACE, history);
  }

  @Test
  void keepsTheOrderAndFindsTheWayBack() {
    double[] losses = {0.02, 0.03, 0.05, 0.4, 900};
    Standardised seen = of(losses);
    assertThat(seen.y).isSorted();
    IntStream.range(0, losses.length)
        .forEach(i -> assertThat(seen.inUnits(seen.y[i])).isCloseTo(losses[i], within(1e-9)));
  }

  @Test
  void aTrialThatLearnedNothingDoesNotMakeTheOthersAlike() {
    Standardised seen = of(0.02, 0.03, 0.05, 0.9);
    // an eightieth of the way as it is
    assertThat(seen.y[1] - seen.y[0]).isGreaterThan(0.05 * (seen.y[3] - seen.y[0]));
  }

  @Test
  void lossesThatAreAllAlikeTellNothing() {
    assertThat(of(7, 7, 7).y).containsOnly(0);
    assertThat(of(7, 7, 7).inUnits(0)).isEqualTo(7);
  }
}
