package org.menagerie.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.menagerie.core.InvalidInputException;

/**
 * A delimited text file and what a first look at it tells: its encoding, delimiter and header.
 *
 * @param name what messages call the file
 * @param sha256 of the raw bytes, in hexadecimal
 * @param header names of the columns; c1, c2, … where the file gives none
 * @param headed whether the first row is the header
 * @param unnamed indices of the columns whose header cell is empty
 * @param notes what a reader of the report should know
 */
record TableFile(
    String name,
    URI uri,
    String sha256,
    Charset charset,
    char delimiter,
    List<String> header,
    boolean headed,
    Set<Integer> unnamed,
    List<String> notes) {
  /** A last row that no file holds (NUL is refused); a quote left open swallows it. */
  static final String END = "\n\0";

  private static final int GZIP_MAGIC = 0x1f8b;

  /** Looks at a file on disk. */
  static TableFile of(Path path, Collection<String> knownColumns) {
    refuseUnreadable(path, "a CSV or TSV file");
    return of(path.toUri(), String.valueOf(path.getFileName()), knownColumns);
  }

  /** Refuses a path that is no file, is not there or may not be read. */
  static void refuseUnreadable(Path path, String needed) {
    if (Files.isDirectory(path)) {
      throw new InvalidInputException(path + " is a folder; " + needed + " is needed");
    }
    if (!Files.exists(path)) {
      throw new InvalidInputException("there is no file " + path);
    }
    if (!Files.isReadable(path)) {
      throw new InvalidInputException(path + " may not be read; check its permissions");
    }
  }

  /**
   * Looks at a file.
   *
   * @param knownColumns names by which a header is recognised, if it is known what to look for
   */
  static TableFile of(URI uri, String name, Collection<String> knownColumns) {
    FileScan scan = FileScan.of(uri, name);
    Sniffer look = Sniffer.of(scan, name);
    boolean headed = look.headed(knownColumns);
    List<String> notes = new ArrayList<>(scan.notes());
    if (!headed) {
      notes.add("no header: the columns are named c1 to c" + look.width());
    }
    List<String> header = headed ? look.names() : Sniffer.numbered(look.width());
    Set<Integer> unnamed = headed ? look.unnamed() : Set.of();
    refuseDuplicates(header, look.headerLine(), name);
    return new TableFile(
        name,
        uri,
        scan.sha256(),
        scan.charset(),
        look.delimiter(),
        header,
        headed,
        unnamed,
        List.copyOf(notes));
  }

  /** The same file with other names for its columns. */
  TableFile withHeader(List<String> names) {
    return new TableFile(name, uri, sha256, charset, delimiter, names, headed, unnamed, List.of());
  }

  /** The rows below the header. */
  TableRows rows() {
    try {
      return new TableRows(this);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /** The text without its byte order mark, and {@link #END} behind it. */
  Reader reader() throws IOException {
    InputStream end = new ByteArrayInputStream(END.getBytes(charset));
    InputStream text = new SequenceInputStream(decompressed(uri.toURL().openStream()), end);
    Reader reader = new InputStreamReader(text, charset);
    Reader marked = new java.io.BufferedReader(reader, 1 << 16);
    marked.mark(1);
    if (marked.read() != '\uFEFF') {
      marked.reset();
    }
    return marked;
  }

  /** The stream itself, or what it holds where it is compressed by gzip. */
  static InputStream decompressed(InputStream raw) throws IOException {
    InputStream in = new BufferedInputStream(raw, 1 << 16);
    in.mark(2);
    int magic = (in.read() << 8) | in.read();
    in.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(in, 1 << 16) : in;
  }

  static RuntimeException unreadable(String name, IOException e) {
    if (e instanceof java.util.zip.ZipException || e instanceof java.io.EOFException) {
      return new InvalidInputException(name + " is not a whole gzip file: " + e.getMessage(), e);
    }
    return new UncheckedIOException(name + " cannot be read: " + e.getMessage(), e);
  }

  private static void refuseDuplicates(List<String> header, long line, String name) {
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      if (!seen.add(column)) {
        throw new InvalidInputException(
            name + " line " + line + ": two columns are named " + Phrases.quote(column));
      }
    }
  }
}
