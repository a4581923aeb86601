package org.menagerie.data;

import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.menagerie.core.Examples;

/** A file encoded for prediction: one example for each of its rows, in their order. */
public final class EncodedFile {
  private final TableFile file;
  private final Examples examples;
  private final List<String> notes;

  EncodedFile(TableFile file, Examples examples, List<String> notes) {
    this.file = file;
    this.examples = examples;
    this.notes = notes;
  }

  /** The file's name. */
  public String name() {
    return file.name();
  }

  /** The rows without labels. */
  public Examples examples() {
    return examples;
  }

  /** What the user should know: columns not used, a header not found. */
  public List<String> notes() {
    return notes;
  }

  /** The names of all columns of the file. */
  public List<String> header() {
    return file.header();
  }

  /** All cells of each row as they stand in the file, read anew; to be closed after use. */
  public Stream<List<String>> rows() {
    TableRows rows = file.rows();
    return StreamSupport.stream(
            Spliterators.spliterator(rows, examples.size(), Spliterator.ORDERED), false)
        .onClose(rows::close);
  }
}
