package org.menagerie.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.core.InvalidInputException;
import org.menagerie.search.space.SearchSpace;
import org.menagerie.search.space.SpaceSpec;

/** What was wrong with Arbiter's generators, or with their use, is not wrong here. */
class ArbiterFaultsTest {

  private static SearchSpace space(String... specs) {
    return new SearchSpace(Stream.of(specs).map(SpaceSpec::parse).toList());
  }

  @Test
  void spacesOfEqualRangesAreSearchedOneByOne() {
    SearchSpace space = space("a=real:0..1", "b=real:0..1");
    GridSampler grid = new GridSampler(space, 3, 1);
    assertThat(grid.size()).isEqualTo(9);
    double[] point = new RandomSampler(space, 1).next(List.of());
    assertThat(point[0]).isNotEqualTo(point[1]);
  }

  @Test
  void aGridHoldsEveryOptimizerAndEveryDropout() {
    SearchSpace space = space("optimizer=choice:adam,sgd,nesterov", "dropout=real:0..0.5");
    GridSampler grid = new GridSampler(space, 3, 1);
    assertThat(grid.audit())
        .isEqualTo(
            Map.of(
                "optimizer", Set.of("adam", "sgd", "nesterov"),
                "dropout", Set.of("0.0", "0.25", "0.5")));
    Set<Map<String, String>> all = new HashSet<>();
    List<Observation> history = new ArrayList<>();
    for (int i = 0; i < grid.size(); i++) {
      double[] point = grid.next(history);
      all.add(space.getValue(point));
      history.add(Observation.pending(point));
    }
    assertThat(all).hasSize(9);
  }

  @Test
  void aGridCountsWhatDoesNotCountOnce() {
    SearchSpace space =
        space("optimizer=choice:adam,nesterov", "momentum=real:0.5..0.9 if optimizer=nesterov");
    assertThat(new GridSampler(space, 4, 1).size()).isEqualTo(1 + 4);
  }

  @Test
  void aGridOfTooManyIsRefusedWithTheirNumber() {
    SearchSpace space = space("a=real:0..1", "b=real:0..1", "c=real:0..1", "d=real:0..1");
    assertThatThrownBy(() -> new GridSampler(space, 11, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("14,641 combinations is more than 10,000");
  }

  @Test
  void aGeneticChildIsNotATrialThatWas() {
    SearchSpace space = space("a=choice:1,2,3,4,5,6", "b=choice:1,2,3,4,5,6");
    GeneticSampler sampler = new GeneticSampler(space, GeneticOptions.DEFAULTS, 3);
    Set<Map<String, String>> all = new HashSet<>();
    List<Observation> history = new ArrayList<>();
    for (int i = 0; i < 16; i++) { // the first generation may repeat itself
      double[] point = sampler.next(history);
      all.add(space.getValue(point));
      history.add(Observation.complete(point, i));
    }
    for (int i = 0; i < 10; i++) {
      double[] point = sampler.next(history);
      assertThat(all.add(space.getValue(point))).isTrue();
      history.add(Observation.complete(point, i));
    }
  }
}
