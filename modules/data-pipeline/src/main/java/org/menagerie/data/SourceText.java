package org.menagerie.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * A text file that is no table, plain or compressed by gzip.
 *
 * @param name what messages call it
 * @param sha256 of the raw bytes, in hexadecimal
 * @param notes what a reader of the report should know
 */
record SourceText(String name, URI uri, String sha256, Charset charset, List<String> notes) {

  /** A file on disk; refuses one that is not there or no text. */
  static SourceText of(Path path) {
    TableFile.refuseUnreadable(path, "a text file");
    return of(path.toUri(), String.valueOf(path.getFileName()));
  }

  static SourceText of(URI uri, String name) {
    FileScan scan = FileScan.of(uri, name);
    return new SourceText(name, uri, scan.sha256(), scan.charset(), scan.notes());
  }

  /** Hands over every line with its number, from 1, without a byte order mark. */
  void forEachLine(ObjIntConsumer<String> use) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(TableFile.decompressed(uri.toURL().openStream()), charset))) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        use.accept(number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line, number);
      }
    } catch (IOException e) {
      throw TableFile.unreadable(name, e);
    }
  }

  /** All of it without a byte order mark; line ends of any kind are line feeds. */
  String whole() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(TableFile.decompressed(uri.toURL().openStream()), charset))) {
      StringWriter all = new StringWriter();
      reader.transferTo(all);
      String text = all.toString();
      return (text.startsWith("\uFEFF") ? text.substring(1) : text)
          .replace("\r\n", "\n")
          .replace('\r', '\n');
    } catch (IOException e) {
      throw TableFile.unreadable(name, e);
    }
  }
}
