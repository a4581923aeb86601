package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CellsTest {
  @Test
  void numbersAreThoseOfJava() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      double value = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6);
      String shortForm = new java.math.BigDecimal(value).round(mathContext(random)).toString();
      assertThat(Cells.number(shortForm)).isEqualTo(Double.parseDouble(shortForm));
      String full = Double.toString(value);
      assertThat(Cells.number(full)).isEqualTo(value);
    }
  }

  @Test
  void spellingsOfNumbers() {
    assertThat(Cells.number("-.5")).isEqualTo(-0.5);
    assertThat(Cells.number("5.")).isEqualTo(5);
    assertThat(Cells.number("+1e3")).isEqualTo(1000);
    assertThat(Cells.number("1E-3")).isEqualTo(0.001);
    assertThat(Cells.number("12345678901234567890")).isEqualTo(1.2345678901234567E19);
  }

  @Test
  void whatIsNotANumber() {
    String[] others = {
      "",
      ".",
      "-",
      "+",
      "e5",
      "1e",
      "1e+",
      "1f",
      "1d",
      "0x1p3",
      "1,5",
      "1.2.3",
      "NaN",
      "Infinity",
      "1_000",
      "1 000",
      "1e5.5",
      "١"
    };
    for (String cell : others) {
      assertThat(Cells.number(cell)).as(cell).isNaN();
    }
  }

  @Test
  void missingMarksInAnyCase() {
    for (String cell : new String[] {"", "?", "NA", "na", "N/A", "null", "NULL", "None"}) {
      assertThat(Cells.missing(cell)).as(cell).isTrue();
    }
    for (String cell : new String[] {"0", "-", "NaN", "no", "nan", "nil"}) {
      assertThat(Cells.missing(cell)).as(cell).isFalse();
    }
  }

  @Test
  void onlyEmptyCellsAndQuestionMarksNameNoClass() {
    assertThat(Cells.unlabelled("")).isTrue();
    assertThat(Cells.unlabelled("?")).isTrue();
    for (String cell : new String[] {"NA", "n/a", "null", "None"}) {
      assertThat(Cells.unlabelled(cell)).as(cell).isFalse();
    }
  }

  @Test
  void datesAreDays() {
    assertThat(Cells.days("1970-01-01")).isZero();
    assertThat(Cells.days("1970/01/11")).isEqualTo(10);
    assertThat(Cells.days("1970-01-02 12:00:00")).isEqualTo(1.5);
    assertThat(Cells.days("1970-01-02T06:00")).isEqualTo(1.25);
    assertThat(Cells.days("1970-02-30")).isNaN();
    assertThat(Cells.days("01.02.1970")).isNaN();
  }

  @Test
  void equalNumbersAreOneClass() {
    assertThat(Cells.canonical("1.0")).isEqualTo("1").isEqualTo(Cells.canonical("+1"));
    assertThat(Cells.canonical("1.5")).isEqualTo("1.5");
    assertThat(Cells.canonical("x1")).isEqualTo("x1");
  }

  private static java.math.MathContext mathContext(Random random) {
    return new java.math.MathContext(1 + random.nextInt(17));
  }
}
