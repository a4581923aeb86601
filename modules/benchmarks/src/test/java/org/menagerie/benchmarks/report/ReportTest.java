package org.menagerie.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private record Finding(String network, double millis) {}

  @TempDir Path folder;

  private final Report report = new Report("java -jar b.jar --leak", LocalDate.of(2025, 1, 2));

  @BeforeEach
  void addAFinding() {
    report.add(
        new Section(
            "leak",
            "Leaks",
            "How it was done.",
            new Table(List.of("network"), List.of(List.of("mlp"))),
            List.of("lstm: ended"),
            List.of(new Finding("mlp", 1.5))));
  }

  @Test
  void theJsonHoldsTheFindingsUnderTheirKey() throws IOException {
    Path file = folder.resolve("new/folder/report.json");
    report.writeJson(file);
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.get("command").asText()).isEqualTo("java -jar b.jar --leak");
    assertThat(json.get("day").asText()).isEqualTo("2025-01-02");
    assertThat(json.at("/leak/0/millis").asDouble()).isEqualTo(1.5);
    assertThat(json.at("/machine/cores").asInt()).isPositive();
    assertThat(json.get("versions")).isNotEmpty().noneMatch(v -> v.asText().contains("${"));
  }

  @Test
  void thePageHoldsCommandMethodTableAndNotes() throws IOException {
    Path file = folder.resolve("report.md");
    report.writeMarkdown(file);
    assertThat(Files.readString(file))
        .startsWith("# Benchmarks\n\nWritten by the command below on 2025-01-02; do not edit.\n")
        .contains("\n    java -jar b.jar --leak\n")
        .endsWith(
            "## Leaks\n\nHow it was done.\n\n| network |\n| ------- |\n| mlp     |\n\n- lstm: ended\n");
  }
}
