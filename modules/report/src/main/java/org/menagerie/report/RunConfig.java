package org.menagerie.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Settings;
import org.menagerie.core.TrainingPlan;
import org.menagerie.core.TransferOptions;
import org.menagerie.data.DataOptions;

/**
 * The effective configuration of a run: config.yaml, whose keys are those of {@code train --set}.
 *
 * @param architecture its name
 * @param transfer what it took over from an earlier run
 * @param settings the architecture's options
 * @param threads inside operations
 * @param dataSha256 of the data that the run was trained on
 */
public record RunConfig(
    String architecture,
    DataOptions data,
    TransferOptions transfer,
    TrainingPlan plan,
    Record settings,
    int threads,
    String dataSha256) {
  /** The key of the architecture's name. */
  public static final String ARCHITECTURE = "architecture";

  /** The key of the number of threads. */
  public static final String THREADS = "threads";

  /** The key of the data's hash, which is recorded and compared but cannot be set. */
  public static final String DATA_SHA256 = "data-sha256";

  private static final ObjectMapper YAML =
      new ObjectMapper(
          new YAMLFactory()
              // strings stay quoted: a column called 1_000 or off must not become a number or false
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));

  /** The text of config.yaml. */
  public String toYaml() {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put(ARCHITECTURE, architecture);
    run.put(THREADS, threads);
    Map<String, Object> source = new LinkedHashMap<>(Settings.toMap(data));
    source.put(DATA_SHA256, dataSha256);
    return "# The run\n"
        + yaml(run)
        + "\n# The data\n"
        + yaml(source)
        + "\n# What is taken over from an earlier run\n"
        + yaml(Settings.toMap(transfer))
        + "\n# The training plan\n"
        + yaml(Settings.toMap(plan))
        + "\n# The architecture's options\n"
        + yaml(Settings.toMap(settings));
  }

  private static String yaml(Map<String, Object> section) {
    try {
      return YAML.writeValueAsString(section);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of plain values", e);
    }
  }

  /** Writes config.yaml. */
  public void write(RunFolder run) throws IOException {
    run.write(RunFolder.CONFIG, toYaml());
  }

  /** The keys and values of a configuration file, as a user would write them after --set. */
  public static Map<String, String> read(Path file) {
    Map<String, Object> values;
    try {
      values = YAML.readValue(Files.readString(file), new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new InvalidInputException(
          file + " line " + line + ": not YAML of the form 'key: value'", e);
    } catch (IOException e) {
      throw new InvalidInputException("configuration " + file + " cannot be read", e);
    }
    if (values == null) {
      throw new InvalidInputException("configuration " + file + " is empty");
    }
    Map<String, String> settings = new LinkedHashMap<>();
    values.forEach((key, value) -> settings.put(key, text(file, key, value)));
    return settings;
  }

  /** What a run's configuration says of its data, beside where it is; what it left open is not. */
  public static Map<String, String> dataChoices(RunFolder run) {
    Map<String, String> choices = read(run.file(RunFolder.CONFIG));
    choices.keySet().retainAll(Settings.keys(DataOptions.class));
    choices.remove("data");
    choices.values().removeIf(value -> value.isBlank() || value.equals("auto"));
    return choices;
  }

  private static String text(Path file, String key, Object value) {
    if (value instanceof Map) {
      throw new InvalidInputException(
          file + ": " + key + " must be a single value or a list, was a mapping");
    }
    return value instanceof Collection<?> items
        ? List.copyOf(items).stream().map(String::valueOf).collect(Collectors.joining(","))
        : value == null ? "" : value.toString();
  }
}
