package org.menagerie.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.menagerie.core.InvalidInputException;

/** A file that the user named with --output; replaced as a whole. */
final class OutputFile {
  private OutputFile() {}

  /** What goes into a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(Writer writer) throws IOException;
  }

  /** Writes the file as UTF-8; refuses a folder and a place where nothing can be written. */
  static void write(Path output, Content content) throws IOException {
    Path parent = output.toAbsolutePath().getParent();
    if (!Files.isDirectory(parent)) {
      throw new InvalidInputException(
          "output " + output + " cannot be written: there is no folder " + parent);
    }
    if (Files.isDirectory(output)) {
      throw new InvalidInputException("output " + output + " is a folder; name a file");
    }
    Path draft = parent.resolve("." + output.getFileName() + ".part");
    try {
      try (Writer writer = Files.newBufferedWriter(draft)) {
        content.writeTo(writer);
      }
      Files.move(draft, output, StandardCopyOption.REPLACE_EXISTING);
    } catch (FileSystemException e) {
      throw new InvalidInputException(
          "output " + output + " cannot be written; choose another file", e);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
