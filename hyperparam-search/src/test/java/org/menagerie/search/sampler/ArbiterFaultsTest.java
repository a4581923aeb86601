package org.menagerie.search.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.core.InvalidInputException;
import org.menagerie.search.export.StudyJson;
import org.menagerie.search.export.StudyResult;
import org.menagerie.search.space.SearchSpace;
import org.menagerie.search.space.SpaceSpec;
import org.menagerie.search.study.Trial;

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

  @Test
  void aGeneticSearchIsWrittenAsJsonAndGoesOnFromIt() throws IOException {
    SearchSpace space = space("a=real:0..1", "b=choice:x,y,z");
    GeneticSampler sampler = new GeneticSampler(space, GeneticOptions.DEFAULTS, 3);
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      double[] point = sampler.next(observations(trials));
      trials.add(
          new Trial(
              i, point, Trial.State.COMPLETE, 1, "w", 0, 0, OptionalLong.of(1), point[0], 1, ""));
    }
    JsonNode read = new ObjectMapper().readTree(StudyJson.full(result(space, trials)));
    List<Observation> history = new ArrayList<>();
    for (JsonNode trial : read.get("trials")) {
      Map<String, String> values = new HashMap<>();
      trial
          .get("parameters")
          .properties()
          .forEach(v -> values.put(v.getKey(), v.getValue().asText()));
      double[] point = space.point(values).orElseThrow();
      history.add(Observation.complete(point, trial.get("score").asDouble()));
    }
    double[] child = new GeneticSampler(space, GeneticOptions.DEFAULTS, 3).next(history);
    assertThat(child[0]).isCloseTo(sampler.next(observations(trials))[0], within(1e-4));
  }

  private static List<Observation> observations(List<Trial> trials) {
    return trials.stream().map(trial -> trial.observation(true)).toList();
  }

  private static StudyResult result(SearchSpace space, List<Trial> trials) {
    return new StudyResult(
        "s",
        "genetic",
        "mlp",
        "iris",
        "loss",
        true,
        space,
        trials,
        1,
        Map.of(),
        "page",
        Optional.empty());
  }
}
