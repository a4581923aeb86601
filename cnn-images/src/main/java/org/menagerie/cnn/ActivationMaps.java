package org.menagerie.cnn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.menagerie.data.ExampleView.Picture;
import org.menagerie.report.Predictions;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Gallery;
import org.menagerie.report.page.Gallery.Tile;
import org.menagerie.report.run.RunContext;
import org.menagerie.report.run.RunSection;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Where in a picture the network found what it said: Grad-CAM of right and wrong examples. */
public final class ActivationMaps implements RunSection {
  private static final int MOST = 7; // a row on a wide page

  @Override
  public String title() {
    return "Evidence within the picture";
  }

  @Override
  public boolean accepts(RunContext run) {
    return PictureRun.accepts(run);
  }

  @Override
  public List<Block> blocks(RunContext run) {
    List<Block> blocks = new ArrayList<>();
    gallery(run, false, "Wrong: warm is what spoke for the class that the network said (Grad-CAM).")
        .ifPresent(blocks::add);
    gallery(run, true, "Right: warm is what spoke for the true class.").ifPresent(blocks::add);
    return blocks;
  }

  private static Optional<Gallery> gallery(RunContext run, boolean right, String caption) {
    Predictions.OfClasses said = PictureRun.predictions(run);
    int[] all =
        IntStream.range(0, said.truth().length)
            .filter(i -> (said.truth()[i] == said.predicted()[i]) == right)
            .toArray();
    int shown = Math.min(MOST, all.length);
    // spread over the test part, which may be sorted by class
    int[] rows = IntStream.range(0, shown).map(i -> all[i * all.length / shown]).toArray();
    if (rows.length == 0) {
      return Optional.empty();
    }
    int[] classes = IntStream.of(rows).map(row -> said.predicted()[row]).toArray();
    INDArray pictures = run.splits().test().batch(rows).getFeatures();
    return GradCam.maps(run.network(), pictures, classes)
        .map(maps -> new Gallery(caption, tiles(run, rows, maps)));
  }

  private static List<Tile> tiles(RunContext run, int[] rows, INDArray maps) {
    List<Tile> tiles = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      Tile plain = PictureRun.tile(run, rows[i]);
      Picture warm = HeatOverlay.of((Picture) plain.view(), maps.slice(i).toFloatMatrix());
      tiles.add(new Tile(warm, plain.title(), plain.detail(), plain.tone()));
    }
    return tiles;
  }
}
