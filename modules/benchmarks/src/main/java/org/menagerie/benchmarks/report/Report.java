package org.menagerie.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sections as they come in, written as one JSON object or one Markdown page. */
public final class Report {

  private final String command;
  private final LocalDate day;
  private final List<Section> sections = new ArrayList<>();

  /**
   * Starts an empty report.
   *
   * @param command what was typed to get it
   */
  public Report(String command, LocalDate day) {
    this.command = command;
    this.day = day;
  }

  /** Adds what a study found. */
  public void add(Section section) {
    sections.add(section);
  }

  /** Writes the report as JSON. */
  public void writeJson(Path file) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("command", command);
    json.put("day", day.toString());
    json.put("machine", Machine.describe());
    json.put("versions", Machine.versions());
    for (Section section : sections) {
      json.put(section.key(), section.data());
    }
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    try {
      createParent(file);
      mapper.writeValue(file.toFile(), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the report as a Markdown page. */
  public void writeMarkdown(Path file) {
    try {
      createParent(file);
      Files.writeString(file, markdown());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String markdown() {
    StringBuilder page = new StringBuilder("# Benchmarks\n\n");
    page.append("Written by the command below on ").append(day).append("; do not edit.\n\n");
    page.append("    mvn -B -Pbenchmarks -DskipTests package\n");
    page.append("    ").append(command).append("\n\n");
    facts(page, "machine", Machine.describe());
    facts(page, "version of", Machine.versions());
    for (Section section : sections) {
      page.append("## ").append(section.title()).append("\n\n");
      page.append(section.method()).append("\n\n");
      page.append(section.table().markdown());
      section.notes().forEach(note -> page.append("\n- ").append(note));
      page.append(section.notes().isEmpty() ? "\n" : "\n\n");
    }
    return page.toString().stripTrailing() + "\n";
  }

  private static void facts(StringBuilder page, String name, Map<String, String> facts) {
    List<List<String>> rows = new ArrayList<>();
    facts.forEach((key, value) -> rows.add(List.of(key, value)));
    page.append(new Table(List.of(name, ""), rows).markdown()).append('\n');
  }

  private static void createParent(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
  }
}
