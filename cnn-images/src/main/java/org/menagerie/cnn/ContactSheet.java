package org.menagerie.cnn;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.core.Examples;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Gallery;
import org.menagerie.report.page.Gallery.Tile;
import org.menagerie.report.page.Paragraph;
import org.menagerie.report.page.Tone;
import org.menagerie.report.run.RunContext;
import org.menagerie.report.run.RunSection;

/** Training pictures beside what augmentation makes of them in three epochs. */
public final class ContactSheet implements RunSection {
  private static final int PICTURES = 5;
  private static final int EPOCHS = 3;

  @Override
  public String title() {
    return "Augmentation of the training part";
  }

  @Override
  public boolean accepts(RunContext run) {
    // without augmentation an epoch sees the very same examples
    return PictureRun.accepts(run) && run.splits().train().forEpoch(0) != run.splits().train();
  }

  @Override
  public List<Block> blocks(RunContext run) {
    Examples train = run.splits().train();
    List<Block> blocks = new ArrayList<>();
    run.encoder().notes().forEach(note -> blocks.add(new Paragraph(note)));
    int shown = Math.min(PICTURES, train.size());
    for (int i = 0; i < shown; i++) {
      int row = (int) ((long) i * train.size() / shown);
      List<Tile> tiles = new ArrayList<>();
      tiles.add(tile(run, train, row, "original"));
      for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        tiles.add(tile(run, train.forEpoch(epoch), row, "variant " + epoch));
      }
      blocks.add(new Gallery(train.keyName() + " " + train.key(row), tiles));
    }
    return blocks;
  }

  private static Tile tile(RunContext run, Examples from, int row, String title) {
    return new Tile(run.encoder().view(from.batch(new int[] {row})), title, "", Tone.PLAIN);
  }
}
