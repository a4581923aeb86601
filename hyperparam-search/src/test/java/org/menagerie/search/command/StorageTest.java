package org.menagerie.search.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageTest {

  @ParameterizedTest
  @CsvSource({
    "runs/x, runs/x, true",
    "./runs/x, runs/x, true",
    "runs/../runs/x, runs/x-journal, true",
    "runs/x, runs/x-wal2, false",
    "runs/x.db, runs/x, false"
  })
  void knowsTheFilesOfADatabaseHoweverTheyAreSpelt(String storage, Path file, boolean used) {
    assertThat(Storage.uses("jdbc:sqlite:" + storage, file)).isEqualTo(used);
    assertThat(Storage.uses("jdbc:sqlite:" + storage, file.toAbsolutePath())).isEqualTo(used);
  }

  @Test
  void aServerHasNoFilesHere() {
    assertThat(Storage.uses("jdbc:postgresql://host/runs", Path.of("runs"))).isFalse();
  }
}
