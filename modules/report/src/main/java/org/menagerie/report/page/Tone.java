package org.menagerie.report.page;

/** Whether something is as it should be. */
public enum Tone {
  PLAIN,
  GOOD,
  BAD;

  /** The class of style sheets. */
  public String style() {
    return switch (this) {
      case PLAIN -> "plain";
      case GOOD -> "good";
      case BAD -> "bad";
    };
  }
}
