package org.menagerie.search.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.menagerie.search.export.StudyResult;
import org.menagerie.search.space.SearchSpace;
import org.menagerie.search.space.SpaceSpec;
import org.menagerie.search.study.Trial;

class TrialChartsTest {

  @Test
  void aLinePassesOverTheParametersThatDoNotCount() {
    SearchSpace space =
        new SearchSpace(
            Stream.of("a=choice:x,y", "b=real:0..1 if a=x", "c=real:0..1")
                .map(SpaceSpec::parse)
                .toList());
    double[] point = {0.9, 0.5, 0.3};
    OptionalLong end = OptionalLong.of(1);
    Trial trial = new Trial(0, point, Trial.State.COMPLETE, 1, "w", 0, 0, end, 1, 1, "");
    StudyResult result =
        new StudyResult(
            "s",
            "tpe",
            "mlp",
            "iris",
            "loss",
            true,
            space,
            List.of(trial),
            1,
            "",
            Optional.empty());
    assertThat(new TrialCharts(result).path(trial, "").x()).containsExactly(1.0, 3.0);
    assertThat(new TrialCharts(result).path(trial, "").y()).containsExactly(0.75, 0.3);
  }
}
