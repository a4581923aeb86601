package org.menagerie.report.page;

import java.text.Normalizer;
import java.util.Map;

/** Texts and formulas in ASCII alone, for terminals that show nothing else. */
final class Ascii {
  private static final String BELOW = "₀₁₂₃₄₅₆₇₈₉";
  private static final String ABOVE = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final String HAT = "\u0302";
  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("✓", "ok"),
          Map.entry("✗", "WRONG"),
          Map.entry("█", "#"),
          Map.entry("·", "*"),
          Map.entry("∘", "o"),
          Map.entry("−", "-"),
          Map.entry("–", "-"),
          Map.entry("…", "..."),
          Map.entry("←", "<-"),
          Map.entry("≤", "<="),
          Map.entry("≥", ">="),
          Map.entry("≈", "~"),
          Map.entry("∞", "inf"),
          Map.entry("½", "1/2"),
          Map.entry("√", "sqrt"),
          Map.entry("∂", "d"),
          Map.entry("‖", "||"),
          Map.entry("ᵀ", "^T"),
          Map.entry("ᵗ", "^t"),
          Map.entry("⁺", "^+"),
          Map.entry("⁻", "^-"),
          Map.entry("Σ", "sum"),
          Map.entry("Δ", "Delta"),
          Map.entry("β", "beta"),
          Map.entry("δ", "delta"),
          Map.entry("ε", "eps"),
          Map.entry("η", "eta"),
          Map.entry("λ", "lambda"),
          Map.entry("μ", "mu"),
          Map.entry("π", "pi"),
          Map.entry("ρ", "rho"),
          Map.entry("σ", "sigma"),
          Map.entry("Φ", "Phi"),
          Map.entry(HAT, "_hat"),
          Map.entry("\u00a0", "\u00a0")); // Wrap makes it a space

  private Ascii() {}

  /** The text with names for Greek letters and signs; "?" for what has none. */
  static String of(String text) {
    StringBuilder ascii = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFD).codePoints().forEach(c -> append(ascii, c));
    return ascii.toString();
  }

  private static void append(StringBuilder ascii, int c) {
    String sign = Character.toString(c);
    if (c < 128) {
      ascii.append(sign);
    } else if (BELOW.contains(sign)) {
      ascii.append('_').append(BELOW.indexOf(sign));
    } else if (ABOVE.contains(sign)) {
      ascii.append('^').append(ABOVE.indexOf(sign));
    } else if (SIGNS.containsKey(sign)) {
      ascii.append(SIGNS.get(sign));
    } else if (Character.getType(c) != Character.NON_SPACING_MARK) { // an accent goes unseen
      ascii.append('?');
    }
  }
}
