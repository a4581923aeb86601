package org.menagerie.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Loss;
import org.menagerie.core.RunFolder;
import org.menagerie.core.Settings;
import org.menagerie.data.Encoder;

/**
 * model.zip: a network with all that prediction needs. Deeplearning4j's ModelSerializer reads the
 * same file and passes over what it does not know.
 *
 * @param architecture its name
 * @param loss that the network was trained with
 */
public record ModelFile(ComputationGraph network, Encoder encoder, String architecture, Loss loss) {
  private static final String ENCODER = "menagerie/encoder.json";
  private static final String MODEL = "menagerie/model.properties";

  /** Writes the run's model.zip. */
  public void write(RunFolder run) throws IOException {
    run.write(RunFolder.MODEL, this::writeTo);
  }

  private void writeTo(OutputStream out) throws IOException {
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    ModelSerializer.writeModel(network, model, true);
    Properties properties = new Properties();
    properties.setProperty("architecture", architecture);
    properties.setProperty("loss", Settings.spell(loss));
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.BEST_SPEED);
    ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(model.toByteArray()));
    for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
      zip.putNextEntry(new ZipEntry(entry.getName()));
      entries.transferTo(zip);
    }
    zip.putNextEntry(new ZipEntry(ENCODER));
    zip.write(encoder.toJson().getBytes(StandardCharsets.UTF_8));
    zip.putNextEntry(new ZipEntry(MODEL));
    properties.store(zip, null);
    zip.finish();
  }

  /** Reads the model of a run, finished or not. */
  public static ModelFile read(RunFolder run) throws IOException {
    if (!run.has(RunFolder.MODEL)) {
      throw new InvalidInputException(
          "run "
              + run.path()
              + " has no "
              + RunFolder.MODEL
              + " yet; finish it with train --resume "
              + run.path());
    }
    Path file = run.file(RunFolder.MODEL);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Properties properties = new Properties();
      properties.load(zip.getInputStream(entry(zip, MODEL)));
      byte[] encoder = zip.getInputStream(entry(zip, ENCODER)).readAllBytes();
      return new ModelFile(
          ModelSerializer.restoreComputationGraph(file.toFile(), true),
          Encoder.fromJson(new String(encoder, StandardCharsets.UTF_8)),
          properties.getProperty("architecture"),
          Settings.constant(Loss.class, "loss", properties.getProperty("loss")));
    }
  }

  private static ZipEntry entry(ZipFile zip, String name) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new InvalidInputException(
          zip.getName() + " is not a model of this program: no " + name);
    }
    return entry;
  }
}
