package org.menagerie.search.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.menagerie.report.page.Axis;
import org.menagerie.report.page.LineChart;
import org.menagerie.report.page.ScatterChart;
import org.menagerie.report.page.Series;
import org.menagerie.search.export.StudyResult;
import org.menagerie.search.space.SearchSpace;
import org.menagerie.search.space.SpaceSpec;
import org.menagerie.search.study.Trial;
import org.menagerie.search.study.Trial.State;

class TrialChartsTest {

  private static Trial trial(int number, State state, double... point) {
    return new Trial(
        number, point, state, 1, "host/7@1", 0, 0, OptionalLong.of(1), number + 0.5, 1, "");
  }

  private static TrialCharts charts(List<String> space, Trial... trials) {
    SearchSpace parameters = new SearchSpace(space.stream().map(SpaceSpec::parse).toList());
    return new TrialCharts(
        new StudyResult(
            "s",
            "tpe",
            "mlp",
            "iris",
            "loss",
            true,
            parameters,
            List.of(trials),
            1,
            Map.of(),
            "",
            Optional.empty()));
  }

  @Test
  void aLinePassesOverTheParametersThatDoNotCount() {
    Trial trial = trial(0, State.COMPLETE, 0.9, 0.5, 0.3);
    TrialCharts charts =
        charts(List.of("a=choice:x,y", "b=real:0..1 if a=x", "c=real:0..1"), trial);
    assertThat(charts.path(trial, "").x()).containsExactly(1.0, 3.0);
    assertThat(charts.path(trial, "").y()).containsExactly(0.75, 0.3);
    assertThat(charts.parallelCoordinates().x().ticks()).containsExactly("a", "b", "c");
  }

  @Test
  void aSliceShowsPrunedTrialsApartAndChoicesByTheirNames() {
    ScatterChart slice =
        charts(
                List.of("a=choice:x,y"),
                trial(0, State.COMPLETE, 0.9),
                trial(1, State.PRUNED, 0.1),
                trial(2, State.FAILED, 0.1))
            .slice(0);
    assertThat(slice.points()).extracting(Series::name).containsExactly("complete", "pruned");
    assertThat(slice.points().get(0).x()).containsExactly(2.0);
    assertThat(slice.points().get(1).x()).containsExactly(1.0);
    assertThat(slice.points().get(1).y()).containsExactly(1.5);
    // names stand at whole numbers from the lowest on
    assertThat(slice.x()).isEqualTo(new Axis("a", false, 0, 3, List.of("x", "y")));
  }

  @Test
  void oneTrialIsNotCalledSeveral() {
    LineChart timeline = charts(List.of("a=real:0..1"), trial(0, State.COMPLETE, 0.9)).timeline();
    assertThat(timeline.series().get(0).name()).isEqualTo("host/7: 1 trial");
  }
}
