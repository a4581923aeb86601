package org.menagerie.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** A plain file of texts, one a line; an empty line is a missing text. */
final class TextLines {
  private TextLines() {}

  /**
   * The lines as a table with one column; nothing where the file is a table.
   *
   * <p>Lines are texts in a file that is called .txt (or .txt.gz) and whose first line does not
   * name the column.
   */
  static Optional<Table> read(Path path, String column) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    if (!name.matches(".*\\.txt(\\.gz)?") || !Files.isRegularFile(path)) {
      return Optional.empty();
    }
    FileScan scan = FileScan.of(path.toUri(), name);
    String first = scan.start().lines().findFirst().orElse("");
    if (List.of(first.replace("\"", "").split("[,;|\t]")).contains(column)) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    List<Integer> codes = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                TableFile.decompressed(Files.newInputStream(path)), scan.charset()))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String text = line.replace("\uFEFF", "").strip();
        codes.add(text.isEmpty() ? -1 : texts.size());
        if (!text.isEmpty()) {
          texts.add(text);
        }
      }
    } catch (IOException e) {
      throw TableFile.unreadable(name, e);
    }
    int[] rows = codes.stream().mapToInt(Integer::intValue).toArray();
    return Optional.of(
        new Table(
            String.valueOf(path.getFileName()),
            List.of(new Column.Texts(column, List.copyOf(texts), rows)),
            IntStream.rangeClosed(1, rows.length).toArray()));
  }
}
