package org.menagerie.report.page;

/**
 * Linear notation to presentation MathML, which browsers lay out themselves.
 *
 * @see Formula the notation
 */
final class MathMl {
  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final String OPEN = "<mrow class=\"group\">";
  private static final String CLOSE = "</mrow>";
  private static final String APPLY = "<mo>&#x2061;</mo>";

  private final String source;
  private int at;

  private MathMl(String source) {
    this.source = source;
  }

  /** Math elements in a row, so that a line may break between them. */
  static String of(String source, boolean display) {
    String open = display ? "<math displaystyle=\"true\">" : "<math>";
    StringBuilder all = new StringBuilder();
    for (String piece : FormulaPieces.of(source)) {
      String row = new MathMl(piece).row('\0');
      // a sign at the start of a piece stands between it and the piece before
      boolean infix = !all.isEmpty() && row.startsWith("<mrow><mo>");
      all.append(all.isEmpty() ? "" : "<wbr>").append(open);
      all.append(infix ? row.replaceFirst("<mo>", "<mo form=\"infix\">") : row).append("</math>");
    }
    return all.toString();
  }

  /** Items up to the closing character, which is taken too. */
  private String row(char close) {
    StringBuilder row = new StringBuilder("<mrow>");
    while (at < source.length() && source.charAt(at) != close) {
      row.append(fraction());
      skipSpace();
    }
    if (close != '\0') {
      if (at == source.length()) {
        throw new IllegalArgumentException("no '" + close + "' in formula: " + source);
      }
      at++;
    }
    return row.append("</mrow>").toString();
  }

  private String fraction() {
    String top = scripted();
    int before = at;
    skipSpace();
    if (at < source.length() && source.charAt(at) == '/') {
      at++;
      return "<mfrac>" + bare(top) + bare(scripted()) + "</mfrac>";
    }
    at = before;
    return top;
  }

  /** An item with what stands below and above it, and its arguments. */
  private String scripted() {
    skipSpace();
    boolean name = at < source.length() && Character.isLetter(source.charAt(at));
    String item = withScripts(atom());
    boolean applied = name && at < source.length() && source.charAt(at) == '(';
    return applied ? withScripts("<mrow>" + item + APPLY + atom() + "</mrow>") : item;
  }

  private String withScripts(String base) {
    String below = null;
    String above = null;
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '_') {
        at++;
        below = atom();
      } else if (c == '^') {
        at++;
        above = atom();
      } else if (RAISED.indexOf(c) >= 0) {
        at++;
        above = "<mn>" + RAISED.indexOf(c) + "</mn>";
      } else if (c == 'ᵀ') {
        at++;
        above = "<mi>T</mi>";
      } else {
        break;
      }
    }
    return scripts(base, below, above);
  }

  private static String scripts(String base, String below, String above) {
    if (below != null && above != null) {
      return "<msubsup>" + base + below + above + "</msubsup>";
    } else if (below != null) {
      return "<msub>" + base + below + "</msub>";
    }
    return above == null ? base : "<msup>" + base + above + "</msup>";
  }

  private String atom() {
    if (at == source.length()) {
      throw new IllegalArgumentException("something is missing at the end of formula: " + source);
    }
    char c = source.charAt(at);
    if (source.startsWith("sqrt(", at)) {
      at += 5;
      return "<msqrt>" + row(')') + "</msqrt>";
    } else if (c == '(') {
      at++;
      return parenthesised(row(')'));
    } else if (c == '{') {
      at++;
      return row('}');
    } else if (c == '|' || c == '‖') { // bars come in pairs
      at++;
      return "<mrow>" + fixed(String.valueOf(c)) + row(c) + fixed(String.valueOf(c)) + "</mrow>";
    } else if (c == '∂') { // binds what follows: ∂L / ∂w is one fraction
      at++;
      return "<mrow>" + fixed("∂") + scripted() + "</mrow>";
    } else if (c == '"') {
      int end = source.indexOf('"', at + 1);
      if (end < 0) {
        throw new IllegalArgumentException("no closing '\"' in formula: " + source);
      }
      String words = source.substring(at + 1, end);
      at = end + 1;
      return "<mtext>" + escaped(words).replace(' ', '\u00a0') + "</mtext>"; // kept at the ends
    } else if (Character.isLetter(c) && c != 'ᵀ') {
      return name(run(true));
    } else if (Character.isDigit(c)) {
      return "<mn>" + run(false) + "</mn>";
    } else if (c == '½' || c == '∞') {
      at++;
      return "<mn>" + c + "</mn>";
    }
    at++;
    String operator = escaped(c == '-' ? "−" : String.valueOf(c));
    return c == '[' || c == ']' ? fixed(operator) : "<mo>" + operator + "</mo>";
  }

  /** An operator that neither grows nor keeps its distance. */
  private static String fixed(String operator) {
    return "<mo stretchy=\"false\" lspace=\"0\" rspace=\"0\">" + operator + "</mo>";
  }

  /** In parentheses that grow around fractions alone. */
  private static String parenthesised(String inner) {
    boolean tall = inner.contains("<mfrac>") || inner.contains("<msqrt>");
    return tall
        ? OPEN + "<mo>(</mo>" + inner + "<mo>)</mo>" + CLOSE
        : OPEN + fixed("(") + inner + fixed(")") + CLOSE;
  }

  /** A name; one with a hat is an accent over its letter. */
  private static String name(String letters) {
    return letters.endsWith("\u0302")
        ? "<mover accent=\"true\"><mi>" + letters.charAt(0) + "</mi><mo>^</mo></mover>"
        : "<mi>" + letters + "</mi>";
  }

  private String run(boolean letters) {
    int start = at;
    while (at < source.length() && continues(source.charAt(at), letters)) {
      at++;
    }
    return source.substring(start, at);
  }

  private static boolean continues(char c, boolean letters) {
    if (!letters) {
      return Character.isDigit(c) || c == '.';
    }
    boolean hat = Character.getType(c) == Character.NON_SPACING_MARK;
    return hat || (Character.isLetter(c) && c != 'ᵀ');
  }

  /** Without the parentheses that a fraction's bar makes needless. */
  private static String bare(String item) {
    boolean parentheses = item.startsWith(OPEN) && item.endsWith(CLOSE);
    return parentheses
        ? item.substring(item.indexOf("</mo>") + 5, item.lastIndexOf("<mo"))
        : "<mrow>" + item + "</mrow>";
  }

  private void skipSpace() {
    while (at < source.length() && source.charAt(at) == ' ') {
      at++;
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
