package org.menagerie.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    Table table = new Table(List.of("network", "ms"), List.of(List.of("mlp", "12.5")));
    assertThat(table.text()).isEqualTo("network  ms\n-------  ----\nmlp      12.5\n");
    assertThat(table.markdown())
        .isEqualTo("| network | ms   |\n| ------- | ---- |\n| mlp     | 12.5 |\n");
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> new Table(List.of("a", "b"), List.of(List.of("1"))))
        .hasMessage("1 cells in a row where the header has 2");
  }

  @Test
  void numbersHaveThreeDigits() {
    assertThat(List.of(0.0123456, 1.23456, 12.3456, 123.456, 12345.6).stream().map(Table::number))
        .containsExactly("0.0123", "1.23", "12.3", "123", "12346");
    assertThat(Table.number(0)).isEqualTo("0");
    assertThat(Table.number(-1.5)).isEqualTo("-1.50");
  }

  @Test
  void whatWasNotMeasuredIsADash() {
    assertThat(Table.number(Double.NaN)).isEqualTo(Table.NOTHING);
    assertThat(Table.megabytes(Double.NaN)).isEqualTo(Table.NOTHING);
    assertThat(Table.megabytes(20_400_000)).isEqualTo("20");
  }
}
