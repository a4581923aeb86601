package org.menagerie.report.cost;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.core.Examples;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Scorer;
import org.nd4j.linalg.dataset.DataSet;

/**
 * What a trained network costs, beside the parameters and times that its run records: costs.json.
 *
 * @param multiplyAdds for one example
 * @param one prediction of a single example
 * @param batch prediction of many at once
 * @param modelBytes size of the run's model.zip
 * @param peakBytes the most memory that the process which trained it held; 0 where unknown
 */
public record Costs(
    long multiplyAdds, Latency one, Latency batch, long modelBytes, long peakBytes) {
  private static final String FILE = "costs.json";
  private static final int BATCH = 64;
  private static final double SECONDS = 0.4; // for each of the two
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Measures a network on examples, and its run's folder and process. */
  public static Costs measure(RunFolder run, ComputationGraph network, Examples examples)
      throws IOException {
    long peak = peak(); // before measuring adds to it
    DataSet one = examples.batch(new int[] {0});
    int[] rows = new int[BATCH];
    for (int i = 0; i < BATCH; i++) {
      rows[i] = i % examples.size();
    }
    DataSet batch = examples.batch(rows);
    return new Costs(
        MultiplyAdds.of(network, one.getFeatures()),
        Latency.of(1, SECONDS, () -> Scorer.predict(network, one)),
        Latency.of(BATCH, SECONDS, () -> Scorer.predict(network, batch)),
        Files.size(run.file(RunFolder.MODEL)),
        peak);
  }

  /** The process's largest resident memory, as Linux tells it. */
  private static long peak() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    List<String> lines = Files.readAllLines(status);
    return lines.stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  /** Writes costs.json. */
  public void write(RunFolder run) throws IOException {
    byte[] text =
        (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n")
            .getBytes(StandardCharsets.UTF_8);
    run.write(FILE, out -> out.write(text));
  }

  /** A run's costs, where they were measured. */
  public static Optional<Costs> read(RunFolder run) throws IOException {
    return run.has(FILE)
        ? Optional.of(JSON.readValue(run.file(FILE).toFile(), Costs.class))
        : Optional.empty();
  }
}
