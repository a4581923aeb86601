package org.menagerie.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.core.Settings;
import org.menagerie.data.DataOptions;
import org.menagerie.data.Datasets;
import org.menagerie.data.EventEncoder;
import org.menagerie.data.ForecastEncoder;
import org.menagerie.data.Prepared;

/** What is written of the future, by networks that say one number whatever they read. */
class ContinuationCsvTest {
  @TempDir private Path folder;

  @Test
  void aForecastGoesOnByTheCalendarWithAnIntervalAroundIt() throws IOException {
    StringBuilder text = new StringBuilder("month,v\n");
    for (int t = 0; t < 120; t++) {
      // seasons that change a little, so that errors are not nought
      text.append(YearMonth.of(2000, 1).plusMonths(t) + "," + (t % 12 + t * t % 5) + "\n");
    }
    Path file = write(text);
    Prepared data = prepared(file, Map.of("time", "month", "horizon", "3"));
    var validation = data.splits().validation();
    ForecastEncoder encoder =
        ((ForecastEncoder) data.encoder()).calibrated(validation, new float[validation.size()][3]);
    StringWriter csv = new StringWriter();
    new ForecastCsv(Networks.constant(encoder, 0), encoder, encoder.continuation(file))
        .writeTo(csv);
    List<String> lines = csv.toString().lines().toList();
    assertThat(lines.get(0)).isEqualTo("month,prediction,lower,upper");
    assertThat(lines).hasSize(4);
    for (int h = 1; h <= 3; h++) {
      String[] cells = lines.get(h).split(",", -1);
      assertThat(cells[0]).isEqualTo(YearMonth.of(2009, 12).plusMonths(h).toString());
      double[] numbers = Arrays.stream(cells).skip(1).mapToDouble(Double::parseDouble).toArray();
      assertThat(numbers[1]).isLessThan(numbers[0]);
      assertThat(numbers[2] - numbers[0]).isCloseTo(numbers[0] - numbers[1], within(1e-4));
    }
  }

  @Test
  void severalSeriesAreToldApart() throws IOException {
    StringBuilder text = new StringBuilder("a,b\n");
    for (int t = 0; t < 90; t++) {
      text.append(t % 7 + "," + t * t % 11 + "\n");
    }
    Path file = write(text);
    Prepared data = prepared(file, Map.of("horizon", "2"));
    var validation = data.splits().validation();
    ForecastEncoder encoder =
        ((ForecastEncoder) data.encoder()).calibrated(validation, new float[validation.size()][4]);
    StringWriter csv = new StringWriter();
    new ForecastCsv(Networks.constant(encoder, 0), encoder, encoder.continuation(file))
        .writeTo(csv);
    assertThat(
            csv.toString()
                .lines()
                .map(line -> line.split(",", -1)[0] + " " + line.split(",", -1)[1]))
        .containsExactly("step series", "91 a", "92 a", "91 b", "92 b");
  }

  @Test
  void theNextEventOfEachSequenceHasAMomentAndAValue() throws IOException {
    StringBuilder text = new StringBuilder("who,when,v\n");
    for (int i = 0; i < 40; i++) {
      text.append("ann," + (2 * i + i % 2) + "," + i % 3 + "\n");
      text.append("bob," + (3 * i) + "," + i % 4 + "\n");
    }
    Path file = write(text);
    Map<String, String> more = Map.of("task", "events", "time", "when", "sequence-id", "who");
    EventEncoder encoder = (EventEncoder) prepared(file, more).encoder();
    StringWriter csv = new StringWriter();
    new EventCsv(Networks.constant(encoder, 0), encoder, encoder.continuation(file)).writeTo(csv);
    List<String> lines = csv.toString().lines().toList();
    assertThat(lines.get(0)).isEqualTo("who,when,time_until,v");
    double until = Math.exp(encoder.gap().mean()); // an output of 0 is the mean
    for (int s = 0; s < 2; s++) {
      String[] cells = lines.get(1 + s).split(",", -1);
      assertThat(cells[0]).isEqualTo(s == 0 ? "ann" : "bob");
      assertThat(Double.parseDouble(cells[2])).isCloseTo(until, within(1e-6));
      assertThat(Double.parseDouble(cells[1])).isCloseTo((s == 0 ? 79 : 117) + until, within(1e-6));
      assertThat(Double.parseDouble(cells[3])).isCloseTo(encoder.value().mean(), within(1e-6));
    }
  }

  private static Prepared prepared(Path file, Map<String, String> more) {
    DataOptions options = Settings.with(DataOptions.defaults(), Map.of("data", file.toString()));
    return Datasets.open(Settings.with(options, more)).prepare(1);
  }

  private Path write(StringBuilder text) throws IOException {
    return Files.writeString(folder.resolve("s.csv"), text);
  }
}
