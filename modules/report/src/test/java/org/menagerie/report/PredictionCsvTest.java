package org.menagerie.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.core.Settings;
import org.menagerie.data.DataOptions;
import org.menagerie.data.Datasets;
import org.menagerie.data.Encoder;

class PredictionCsvTest {
  @TempDir private Path folder;

  @Test
  void everyRealStepOfASequenceHasALine() throws IOException {
    StringBuilder text = new StringBuilder("who,when,x,label\n");
    for (int i = 0; i < 12; i++) {
      for (int t = 0; t < 2 + i % 3; t++) {
        text.append("s" + i + "," + t + "," + (i + t) + "," + (t % 2 == 0 ? "red" : "blue") + "\n");
      }
    }
    Path file = Files.writeString(folder.resolve("l.csv"), text);
    DataOptions options =
        Settings.with(
            DataOptions.defaults(),
            Map.of("data", file.toString(), "sequence-id", "who", "time", "when"));
    Encoder encoder = Datasets.open(options).prepare(1).encoder();
    ComputationGraph network = Networks.ofSteps(encoder);
    StringWriter csv = new StringWriter();
    new PredictionCsv(network, encoder.encode(file)).writeTo(csv);
    List<String> lines = csv.toString().lines().toList();
    assertThat(lines.get(0)).isEqualTo("who,step,prediction,probability_blue,probability_red");
    assertThat(lines).hasSize(1 + 4 * (2 + 3 + 4));
    assertThat(lines.subList(1, 7))
        .extracting(line -> line.substring(0, line.indexOf(',', 3)))
        .containsExactly("s0,1", "s0,2", "s1,1", "s1,2", "s1,3", "s2,1");
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      float blue = Float.parseFloat(cells[3]);
      float red = Float.parseFloat(cells[4]);
      assertThat(blue + red).isCloseTo(1, within(1e-5f));
      assertThat(cells[2]).isEqualTo(blue >= red ? "blue" : "red");
    }
  }
}
