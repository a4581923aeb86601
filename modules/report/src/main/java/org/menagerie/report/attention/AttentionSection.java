package org.menagerie.report.attention;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.data.ExampleView;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Paragraph;
import org.menagerie.report.run.RunContext;
import org.menagerie.report.run.RunSection;

/** What a trained network's attention looks at in test examples. */
public final class AttentionSection implements RunSection {
  private static final int EXAMPLES = 4;

  @Override
  public String title() {
    return "Attention";
  }

  @Override
  public boolean accepts(RunContext run) {
    return AttentionMap.isIn(run.network());
  }

  @Override
  public List<Block> blocks(RunContext run) {
    AttentionBlocks attention = new AttentionBlocks(run.network(), run.encoder());
    List<Block> blocks = new ArrayList<>(List.of(explanation(run.encoder().input())));
    Examples test = run.splits().test();
    int shown = Math.min(EXAMPLES, test.size());
    for (int i = 0; i < shown; i++) {
      int row = (int) ((long) i * test.size() / shown);
      blocks.addAll(attention.of(test.batch(new int[] {row}), run.name(row)));
    }
    return blocks;
  }

  /** What marks and shades mean. */
  static Block explanation(InputShape input) {
    String marks =
        "The stronger a mark or a shade, the more a head looked at that step: the mean weight that"
            + " it got from all steps that could see it, the highest being strongest.";
    return new Paragraph(
        input instanceof InputShape.Tokens
            ? marks + " Symbols that training did not know show as " + ExampleView.UNKNOWN + "."
            : marks);
  }
}
