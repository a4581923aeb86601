package org.menagerie.core;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The folder of one run. Every file is replaced as a whole, so a crash at any moment leaves either
 * its old state or its new one; a run is finished when {@link #METRICS_JSON} is there.
 */
public record RunFolder(Path path) {
  /** The effective configuration; training with it repeats the run. */
  public static final String CONFIG = "config.yaml";

  /** One line per epoch. */
  public static final String METRICS_CSV = "metrics.csv";

  /** Final scores and provenance; of all that a run needs, written last. */
  public static final String METRICS_JSON = "metrics.json";

  /** The network of the best epoch, with all that prediction needs. */
  public static final String MODEL = "model.zip";

  /** What the network said of each test example; all scores follow from it. */
  public static final String PREDICTIONS = "predictions.csv";

  /** How far each layer moved in the last update of an epoch. */
  public static final String UPDATES = "updates.csv";

  /** The model card. */
  public static final String CARD = "README.md";

  /** The page for browsers, made of the other files. */
  public static final String REPORT = "report.html";

  /** The state of training, to go on from. */
  public static final String CHECKPOINT = "checkpoint.zip";

  /** Writes the content of one file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** A new folder {@code parent/name}, or {@code parent/name-2} and so on where that exists. */
  public static RunFolder create(Path parent, String name) throws IOException {
    createOutput(parent);
    try {
      for (int i = 1; ; i++) {
        Path path = parent.resolve(i == 1 ? name : name + "-" + i);
        try {
          return new RunFolder(Files.createDirectory(path));
        } catch (FileAlreadyExistsException e) {
          // another run of this second: take the next number
        }
      }
    } catch (FileSystemException e) {
      throw unwritable(parent, e);
    }
  }

  /** Creates the folder that runs go into, where there is none; refuses one that cannot be. */
  public static void createOutput(Path parent) throws IOException {
    try {
      Files.createDirectories(parent);
    } catch (FileSystemException e) {
      throw unwritable(parent, e);
    }
  }

  private static InvalidInputException unwritable(Path output, FileSystemException cause) {
    return new InvalidInputException(
        "output folder " + output + " cannot be written; choose another with --output", cause);
  }

  /** An existing run; refuses a folder that holds none. */
  public static RunFolder open(Path path) {
    if (!Files.isDirectory(path)) {
      throw new InvalidInputException("run " + path + " does not exist; give the folder of a run");
    }
    if (!Files.isRegularFile(path.resolve(CONFIG))) {
      throw new InvalidInputException(
          "run " + path + " holds no " + CONFIG + "; give the folder of a run");
    }
    return new RunFolder(path);
  }

  /** The run's name. */
  public String name() {
    return path.getFileName().toString();
  }

  /** The path of one of the run's files. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** Whether the run has the file. */
  public boolean has(String name) {
    return Files.isRegularFile(file(name));
  }

  /** Whether training has ended and its scores are written. */
  public boolean finished() {
    return has(METRICS_JSON);
  }

  /** Keeps other processes from training this run; refuses where one already does. */
  public Closeable lock() throws IOException {
    Path file = file(".lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return () -> {
          Files.deleteIfExists(file);
          channel.close();
        };
      }
    } catch (OverlappingFileLockException e) {
      // held by this very process: refused below
    }
    channel.close();
    throw new InvalidInputException("run " + path + " is being trained by another process");
  }

  /** Makes sure that what was written to a file survives a power cut. */
  public void force(String name) throws IOException {
    try (FileChannel channel = FileChannel.open(file(name), StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Replaces a file as a whole by a text in UTF-8. */
  public void write(String name, String text) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    write(name, out -> out.write(content));
  }

  /** Replaces a file as a whole; where {@code content} fails, the old file stays. */
  public void write(String name, Content content) throws IOException {
    Path draft = file("." + name + ".part");
    try (FileChannel channel =
            FileChannel.open(
                draft,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
      content.writeTo(out);
      out.flush();
      channel.force(true);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
    Files.move(
        draft, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
