package org.menagerie.report.attention;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.core.Examples;
import org.menagerie.core.Target;
import org.menagerie.data.Encoder;
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
    List<Block> blocks = new ArrayList<>(List.of(explanation(run.encoder())));
    Examples test = run.splits().test();
    int shown = Math.min(EXAMPLES, test.size());
    for (int i = 0; i < shown; i++) {
      int row = (int) ((long) i * test.size() / shown);
      blocks.addAll(attention.of(test, row, run.name(row)));
    }
    return blocks;
  }

  /** What marks and shades mean. */
  static Block explanation(Encoder encoder) {
    String marks =
        "The stronger a mark or a shade, the more a head looked at that step: the mean weight that"
            + " it got from all steps that could see it, the highest being strongest.";
    String unknown =
        encoder.symbols().isEmpty()
            ? ""
            : " Symbols that were rare in training, or not there, are underlined with dots.";
    String answers =
        !encoder.target().perStep() || encoder.symbols().isEmpty() // a series has a line for them
            ? ""
            : encoder.target() instanceof Target.NextSymbol
                ? " Under a step stands what the network expects behind it, in red where that is"
                    + " wrong."
                : " Under a step stands the network's answer, in red where that is known to be"
                    + " wrong.";
    return new Paragraph(marks + unknown + answers);
  }
}
