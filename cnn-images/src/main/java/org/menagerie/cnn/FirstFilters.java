package org.menagerie.cnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.menagerie.data.ExampleView.Picture;
import org.menagerie.layers.Convolution;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Gallery;
import org.menagerie.report.page.Gallery.Tile;
import org.menagerie.report.page.Tone;
import org.menagerie.report.run.RunContext;
import org.menagerie.report.run.RunSection;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The windows that the first convolution looks for, as pictures. */
public final class FirstFilters implements RunSection {
  private static final int MOST = 64;

  @Override
  public String title() {
    return "Filters of the first layer";
  }

  @Override
  public boolean accepts(RunContext run) {
    return PictureRun.accepts(run);
  }

  @Override
  public List<Block> blocks(RunContext run) {
    Optional<INDArray> weights =
        Arrays.stream(run.network().getLayers())
            .filter(layer -> layer.conf().getLayer() instanceof Convolution)
            .map((Layer layer) -> layer.getParam(ConvolutionParamInitializer.WEIGHT_KEY))
            .findFirst();
    return weights.map(FirstFilters::gallery).map(List::<Block>of).orElse(List.of());
  }

  // weights: [filters, channels, height, width]
  private static Gallery gallery(INDArray weights) {
    int channels = (int) weights.size(1);
    int height = (int) weights.size(2);
    int width = (int) weights.size(3);
    List<Tile> tiles = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST, weights.size(0)); i++) {
      INDArray filter = weights.slice(i);
      float[] values = filter.permute(1, 2, 0).dup('c').data().asFloat();
      String norm = String.format(Locale.ROOT, "norm %.2f", filter.norm2Number().doubleValue());
      Picture picture = Picture.stretched(height, width, channels, values);
      tiles.add(new Tile(picture, Integer.toString(i + 1), norm, Tone.PLAIN));
    }
    return new Gallery(
        String.format(
            Locale.ROOT,
            "%d of %d windows of %d x %d, each from its lowest weight (dark) to its highest.",
            tiles.size(),
            weights.size(0),
            height,
            width),
        tiles);
  }
}
