package org.menagerie.report.attention;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.menagerie.core.Examples;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Scorer;
import org.menagerie.core.Target;
import org.menagerie.data.EncodedFile;
import org.menagerie.report.ModelFile;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Page;
import org.menagerie.report.page.Page.Section;
import org.nd4j.linalg.dataset.DataSet;

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
      DataSet example = examples.batch(new int[] {i});
      List<Block> blocks = new ArrayList<>();
      if (i == 0) {
        blocks.add(AttentionSection.explanation(model.encoder()));
      }
      blocks.addAll(attention.of(examples, i, ""));
      sections.add(new Section(name(file, i) + said(model, example), blocks));
    }
    String more =
        examples.size() > shown ? "the first " + shown + " of " + examples.size() : "all examples";
    return new Page(
        "What " + model.architecture() + " looked at", file.name() + ": " + more, sections);
  }

  // the class that the network takes an example for, where it has one
  private static String said(ModelFile model, DataSet example) {
    if (!(model.encoder().target() instanceof Target.Classes classes)) {
      return "";
    }
    float[] output = Scorer.predict(model.network(), example).toFloatVector();
    int best = 0;
    for (int i = 1; i < output.length; i++) {
      best = output[i] > output[best] ? i : best;
    }
    return String.format(Locale.ROOT, ": %s (%.2f)", classes.labels().get(best), output[best]);
  }

  private static String name(EncodedFile file, int row) {
    return file.key()
        .map(key -> key.values().get(row))
        .orElseGet(() -> file.examples().keyName() + " " + file.examples().key(row));
  }
}
