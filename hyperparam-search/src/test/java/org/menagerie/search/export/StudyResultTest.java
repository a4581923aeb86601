package org.menagerie.search.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.menagerie.core.Seeds;
import org.menagerie.search.space.SearchSpace;
import org.menagerie.search.space.SpaceSpec;
import org.menagerie.search.study.Trial;

class StudyResultTest {

  @Test
  void theTimeBetweenTwoSittingsDoesNotCount() {
    assertThat(result(trial(0, 0, 10_000), trial(1, 5_000, 20_000)).trialsPerMinute()).isEqualTo(6);
    assertThat(
            result(trial(0, 0, 10_000), trial(1, 500_000, 510_000), trial(2, 2_000, 4_000))
                .trialsPerMinute())
        .isEqualTo(9);
    assertThat(result().trialsPerMinute()).isNaN();
  }

  @Test
  void everyTrialIsExportedWithItsSeed() throws IOException {
    StudyResult result = result(trial(0, 0, 10), trial(1, 0, 20));
    JsonNode trials = new ObjectMapper().readTree(StudyJson.full(result)).get("trials");
    assertThat(trials.get(1).get("seed").asLong()).isEqualTo(Seeds.derive(7, 1));
    assertThat(TrialsCsv.of(result).lines().toList().get(2)).endsWith("," + Seeds.derive(7, 1));
  }

  private static Trial trial(int number, long started, long ended) {
    return new Trial(
        number,
        new double[] {0.5},
        Trial.State.COMPLETE,
        1,
        "w",
        0,
        started,
        OptionalLong.of(ended),
        1,
        1,
        "");
  }

  private static StudyResult result(Trial... trials) {
    SearchSpace space = new SearchSpace(List.of(SpaceSpec.parse("a=real:0..1")));
    return new StudyResult(
        "s",
        "random",
        "mlp",
        "iris",
        "loss",
        true,
        space,
        List.of(trials),
        7,
        Map.of(),
        "",
        Optional.empty());
  }
}
