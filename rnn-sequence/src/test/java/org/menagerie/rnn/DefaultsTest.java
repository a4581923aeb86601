package org.menagerie.rnn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.menagerie.core.InputShape;
import org.menagerie.core.Target;
import org.menagerie.core.Task;

class DefaultsTest {
  private static final Target CLASSES = new Target.Classes(List.of("a", "b"));

  @Test
  void fewSeriesWithClassesAreSeenAsOftenAsHundreds() {
    InputShape series = new InputShape.Sequence(29, 12);
    assertThat(epochs(series, CLASSES, 100)).isEqualTo(300);
    assertThat(epochs(series, CLASSES, 350)).isEqualTo(200);
    assertThat(epochs(series, CLASSES, 700)).isEqualTo(100);
    assertThat(epochs(series, CLASSES, 2_800)).isEqualTo(50);
    assertThat(epochs(series, CLASSES, 1_000_000)).isEqualTo(20);
  }

  @Test
  void otherTasksTakeAHundredEpochsAtMost() {
    Target values = new Target.Values(List.of(new Target.Value("v t+1", 0, 1, 1)));
    assertThat(epochs(new InputShape.Sequence(24, 2), values, 100)).isEqualTo(100);
    assertThat(epochs(new InputShape.Features(4), CLASSES, 100)).isEqualTo(100);
    assertThat(epochs(new InputShape.Features(4), CLASSES, 2_800)).isEqualTo(50);
  }

  private static int epochs(InputShape input, Target target, int examples) {
    return new BidirectionalNetwork().plan(new Task(input, target, examples)).epochs();
  }
}
