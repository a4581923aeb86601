package org.menagerie.search.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.menagerie.core.InvalidInputException;

/** Where studies are recorded, from what {@code --storage} says. */
final class Storage {
  private static final String SQLITE = "jdbc:sqlite:";

  private Storage() {}

  /**
   * The database's address; refuses a file that cannot be.
   *
   * @param said null where nothing was said: a file in the folder of runs
   * @param output the folder of runs, which need not exist yet
   */
  static String url(String said, Path output) {
    if (said == null) {
      return SQLITE + output.resolve("studies.db");
    }
    if (said.startsWith("jdbc:") && !said.startsWith(SQLITE)) {
      return said;
    }
    String file = said.startsWith(SQLITE) ? said.substring(SQLITE.length()) : said;
    if (file.isBlank()) {
      throw new InvalidInputException(
          "storage must be a file or jdbc:postgresql://HOST/DATABASE, was '" + said + "'");
    }
    if (!file.startsWith("file:")) { // SQLite's own addresses
      check(Path.of(file), output);
    }
    return SQLITE + file;
  }

  /** Whether the database is in this file, or has another of its files there. */
  static boolean uses(String url, Path file) {
    if (!url.startsWith(SQLITE)) {
      return false;
    }
    Path database = whole(Path.of(url.substring(SQLITE.length())));
    // SQLite keeps files of its own beside the database
    return Stream.of("", "-wal", "-shm", "-journal")
        .map(end -> database.resolveSibling(database.getFileName() + end))
        .anyMatch(whole(file)::equals);
  }

  private static Path whole(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static void check(Path file, Path output) {
    Path made = whole(output);
    Path whole = whole(file);
    if (Files.isDirectory(file) || whole.equals(made)) {
      throw new InvalidInputException("storage must be a file, was the folder " + file);
    }
    Path parent = whole.getParent();
    if (!parent.equals(made) && !Files.isDirectory(parent)) {
      throw new InvalidInputException(
          "storage " + file + " cannot be made: there is no folder " + parent);
    }
  }
}
