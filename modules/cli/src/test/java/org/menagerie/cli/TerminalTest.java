package org.menagerie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

  @ParameterizedTest
  @CsvSource({
    "UTF-8, true",
    "utf8, true",
    "ANSI_X3.4-1968, false", // what Java calls the encoding of LC_ALL=C
    "windows-1252, false",
    "no-such-encoding, false",
    "'', false"
  })
  void unicodeIsForTerminalsThatShowIt(String encoding, boolean expected) {
    assertThat(Terminal.unicode(encoding)).isEqualTo(expected);
  }

  @Test
  void thereIsAlwaysAWidth() {
    assertThat(Terminal.ask().columns()).isGreaterThanOrEqualTo(40);
  }
}
