package org.menagerie.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          a_1         ~ <msub><mi>a</mi><mn>1</mn></msub>
          x^2         ~ <msup><mi>x</mi><mn>2</mn></msup>
          W_2ᵀ        ~ <msubsup><mi>W</mi><mn>2</mn><mi>T</mi></msubsup>
          1 / x       ~ <mfrac><mrow><mn>1</mn></mrow><mrow><mi>x</mi></mrow></mfrac>
          a - b       ~ <mi>a</mi><mo>−</mo><mi>b</mi>
          sqrt(v)     ~ <msqrt><mrow><mi>v</mi></mrow></msqrt>
          v̂           ~ <mover accent="true"><mi>v</mi><mo>^</mo></mover>
          a < b       ~ <mi>a</mi><mo>&lt;</mo><mi>b</mi>
          "if" x      ~ <mtext>if</mtext><mi>x</mi>
          """)
  void notationBecomesMathMl(String source, String expected) {
    assertThat(new Formula(source).mathMl())
        .isEqualTo("<math displaystyle=\"true\"><mrow>" + expected + "</mrow></math>");
  }

  @Test
  void aFractionsBarTakesThePlaceOfParentheses() {
    String withParentheses = new Formula("1 / (1 + x)").mathMl();
    assertThat(withParentheses).contains("<mn>1</mn><mo>+</mo><mi>x</mi>").doesNotContain("(");
    assertThat(new Formula("2 (1 + x)").mathMl()).contains("(");
  }

  @Test
  void aNameBeforeAParenthesisIsAFunction() {
    assertThat(new Formula("f(x)").mathMl()).contains("&#x2061;");
    assertThat(new Formula("a (x)").mathMl()).doesNotContain("&#x2061;");
    assertThat(new Formula("f(x)^2").mathMl()).contains("<msup><mrow><mi>f</mi>");
  }

  @Test
  void aSlopeIsOneFraction() {
    assertThat(new Formula("∂L / ∂w").mathMl()).containsOnlyOnce("<mfrac>").contains("<mi>L</mi>");
  }

  @Test
  void aLongFormulaMayBreakOutsideItsParentheses() {
    assertThat(FormulaPieces.of("f(a + b, c) = |x - 1| + y, z < 2 \", else, \" 0"))
        .containsExactly("f(a + b, c) ", "= |x - 1| ", "+ y,", " z ", "< 2 ", "\", else, \" 0");
    assertThat(new Formula("aaaaaaaaaaaaaa = bbbbbbbbbb").mathMl())
        .contains("</math><wbr><math displaystyle=\"true\"><mrow><mo form=\"infix\">=</mo>");
  }

  @Test
  void openQuotesAreRefused() {
    assertThatThrownBy(() -> new Formula("1 \"where x").mathMl())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no closing '\"' in formula: 1 \"where x");
  }

  @Test
  void openParenthesesAreRefused() {
    assertThatThrownBy(() -> new Formula("f(x").mathMl())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no ')' in formula: f(x");
    assertThatThrownBy(() -> new Formula("1 /").mathMl())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "a_1 = x^2, a₁ = x²",
    "e^{-x}, e^(-x)",
    "V_{best}, V_best",
    "sqrt(v), √(v)",
    "1 \" where \" x, 1 where x"
  })
  void terminalsShowUnicode(String source, String expected) {
    assertThat(new Formula(source).text()).isEqualTo(expected);
  }
}
