package org.menagerie.report.page;

/** A sentence that stands out: a verdict or a warning. */
public record Note(Tone tone, String text) implements Block {

  @Override
  public String kind() {
    return "note";
  }
}
