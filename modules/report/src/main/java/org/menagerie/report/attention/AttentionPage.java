package org.menagerie.report.attention;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.core.Examples;
import org.menagerie.core.InvalidInputException;
import org.menagerie.data.EncodedFile;
import org.menagerie.report.ModelFile;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Page;
import org.menagerie.report.page.Page.Section;

/** A page of what a network's attention looks at in new data. */
public final class AttentionPage {
  private static final int MOST = 20;

  private AttentionPage() {}

  /** The first examples of a file; refuses a network without attention. */
  public static Page of(ModelFile model, EncodedFile file) {
    if (!AttentionMap.isIn(model.network())) {
      throw new InvalidInputException(
          "attention needs a network with attention, " + model.architecture() + " has none");
    }
    AttentionBlocks attention = new AttentionBlocks(model.network(), model.encoder());
    Examples examples = file.examples();
    int shown = Math.min(MOST, examples.size());
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      String name = name(file, i);
      List<Block> blocks = new ArrayList<>();
      if (i == 0) {
        blocks.add(AttentionSection.explanation());
      }
      blocks.addAll(attention.of(examples.batch(new int[] {i}), name));
      sections.add(new Section(name, blocks));
    }
    String more =
        examples.size() > shown ? "the first " + shown + " of " + examples.size() : "all examples";
    return new Page(
        "What " + model.architecture() + " looked at", file.name() + ": " + more, sections);
  }

  private static String name(EncodedFile file, int row) {
    return file.key()
        .map(key -> key.values().get(row))
        .orElseGet(() -> file.examples().keyName() + " " + file.examples().key(row));
  }
}
