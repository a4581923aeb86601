package org.menagerie.report.page;

/** What stands in a section. */
public sealed interface Block
    permits Paragraph,
        Formula,
        Table,
        Note,
        Chart,
        Figures,
        Gallery,
        Words,
        Columns,
        Links,
        RankDiagram {

  /** The name by which the page's template chooses how to show it. */
  String kind();
}
