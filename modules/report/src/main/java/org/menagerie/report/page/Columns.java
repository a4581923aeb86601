package org.menagerie.report.page;

import java.util.List;

/** Blocks side by side, where the page is wide enough. */
public record Columns(List<Block> blocks) implements Block {

  /** Refuses columns in columns. */
  public Columns {
    blocks = List.copyOf(blocks);
    if (blocks.stream().anyMatch(Columns.class::isInstance)) {
      throw new IllegalArgumentException("columns cannot stand in columns");
    }
  }

  @Override
  public String kind() {
    return "columns";
  }
}
