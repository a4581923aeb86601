package org.menagerie.core;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Properties;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The whole state of a training between two epochs: going on from it ends in the same weights, bit
 * for bit, as never having stopped.
 *
 * @param epoch epochs done
 * @param iteration updates done
 * @param weights all parameters and the update rule's memory after the last epoch
 * @param best the same after the epoch with the lowest validation loss
 * @param bestEpoch number of that epoch
 * @param bestLoss its validation loss
 * @param seconds wall time of the training so far
 */
public record Checkpoint(
    int epoch,
    int iteration,
    Weights weights,
    Weights best,
    int bestEpoch,
    double bestLoss,
    double seconds) {

  /**
   * Parameters [1, n] and updater state [1, m].
   *
   * @param updater null where the update rule keeps nothing
   */
  public record Weights(INDArray parameters, INDArray updater) {}

  /** Writes the state as a zip file, which stays open. */
  public void write(OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.BEST_SPEED);
    Properties state = new Properties();
    state.setProperty("epoch", Integer.toString(epoch));
    state.setProperty("iteration", Integer.toString(iteration));
    state.setProperty("bestEpoch", Integer.toString(bestEpoch));
    state.setProperty("bestLoss", Double.toString(bestLoss));
    state.setProperty("seconds", Double.toString(seconds));
    zip.putNextEntry(new ZipEntry("state.properties"));
    state.store(zip, null);
    write(zip, "parameters", weights.parameters());
    write(zip, "updater", weights.updater());
    write(zip, "best-parameters", best.parameters());
    write(zip, "best-updater", best.updater());
    zip.finish();
  }

  /** Reads what {@link #write} wrote; an {@link IOException} says that it is something else. */
  public static Checkpoint read(InputStream in) throws IOException {
    ZipInputStream zip = new ZipInputStream(in);
    Properties state = new Properties();
    if (zip.getNextEntry() == null) {
      throw new IOException("this is no checkpoint: it is no zip file");
    }
    state.load(zip);
    INDArray parameters = read(zip);
    INDArray updater = read(zip);
    Weights weights = new Weights(parameters, updater);
    INDArray bestParameters = read(zip);
    INDArray bestUpdater = read(zip);
    Weights best = new Weights(bestParameters, bestUpdater);
    return new Checkpoint(
        Integer.parseInt(get(state, "epoch")),
        Integer.parseInt(get(state, "iteration")),
        weights,
        best,
        Integer.parseInt(get(state, "bestEpoch")),
        Double.parseDouble(get(state, "bestLoss")),
        Double.parseDouble(get(state, "seconds")));
  }

  private static String get(Properties state, String key) throws IOException {
    String value = state.getProperty(key);
    if (value == null) {
      throw new IOException("this is no checkpoint: it does not name its " + key);
    }
    return value;
  }

  private static void write(ZipOutputStream zip, String name, INDArray array) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    if (array != null) {
      // the compressor is slow on single numbers
      DataOutputStream data = new DataOutputStream(new BufferedOutputStream(zip, 1 << 16));
      Nd4j.write(array, data);
      data.flush();
    }
  }

  private static INDArray read(ZipInputStream zip) throws IOException {
    if (zip.getNextEntry() == null) {
      throw new IOException("the checkpoint ends too early");
    }
    BufferedInputStream entry = new BufferedInputStream(zip);
    entry.mark(1);
    if (entry.read() < 0) {
      return null; // an update rule without memory
    }
    entry.reset();
    try {
      return Nd4j.read(new DataInputStream(entry));
    } catch (RuntimeException e) { // how ND4J reports a file that ends too early
      throw new IOException("the checkpoint is damaged", e);
    }
  }
}
