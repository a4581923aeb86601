package org.menagerie.report.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.core.Guards;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.RunFolder;

/**
 * What a comparison compares: comparison.yaml in its folder, from which it can go on.
 *
 * @param data the data sets
 * @param architectures their names; on each data set, those that accept it
 * @param seeds trainings of each architecture, by the seeds 1 to {@code seeds}
 * @param set what the user said, by key, for all trainings
 */
public record ComparisonConfig(
    List<Source> data, List<String> architectures, int seeds, Map<String, String> set) {
  /** The file's name. */
  public static final String FILE = "comparison.yaml";

  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));

  /**
   * A data set.
   *
   * @param data its name, or an absolute path
   * @param name for people
   * @param sha256 of its bytes
   * @param folder of its runs, within the comparison's
   */
  public record Source(String data, String name, String sha256, String folder) {}

  /** A configuration with its own copies. */
  public ComparisonConfig {
    data = List.copyOf(data);
    architectures = List.copyOf(architectures);
    Guards.positive(seeds, "seeds");
    set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
  }

  /** The name of one run's folder. */
  public static String runName(String architecture, int seed) {
    return architecture + "-" + seed;
  }

  /** Whether a folder is a comparison's. */
  public static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }

  /** Writes the file into the comparison's folder. */
  public void write(RunFolder folder) throws IOException {
    byte[] text = YAML.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
    folder.write(FILE, out -> out.write(text));
  }

  /** Reads the file of a comparison's folder. */
  public static ComparisonConfig read(Path folder) throws IOException {
    if (!isIn(folder)) {
      throw new InvalidInputException(
          folder + " holds no " + FILE + "; give the folder of a comparison");
    }
    try {
      return YAML.readValue(folder.resolve(FILE).toFile(), ComparisonConfig.class);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          folder.resolve(FILE) + " cannot be read: " + e.getOriginalMessage(), e);
    }
  }
}
