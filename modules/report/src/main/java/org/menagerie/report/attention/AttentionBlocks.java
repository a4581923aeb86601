package org.menagerie.report.attention;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.data.Encoder;
import org.menagerie.data.ExampleView;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Gallery;
import org.menagerie.report.page.Gallery.Tile;
import org.menagerie.report.page.HeatMap;
import org.menagerie.report.page.Paragraph;
import org.menagerie.report.page.Tone;
import org.menagerie.report.page.Words;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** What each head looked at in an example: marked texts, shaded plots and pictures. */
public final class AttentionBlocks {
  private final ComputationGraph network;
  private final Encoder encoder;

  /** For examples that this encoder made. */
  public AttentionBlocks(ComputationGraph network, Encoder encoder) {
    this.network = network;
    this.encoder = encoder;
  }

  /**
   * The blocks of one example.
   *
   * @param caption what the example is; empty where a heading says it
   */
  public List<Block> of(Examples examples, int row, String caption) {
    DataSet example = examples.batch(new int[] {row});
    List<AttentionMap> maps = AttentionMap.of(network, example);
    ExampleView view = encoder.view(example);
    if (view instanceof ExampleView.Text text) {
      return texts(maps, text, spelling(text, examples.spelling(row)), example, caption);
    } else if (view instanceof ExampleView.Curves curves) {
      return series(maps, curves, example, caption);
    } else if (view instanceof ExampleView.Picture picture) {
      return List.of(pictures(maps, picture, caption));
    }
    return List.of(table(maps, caption));
  }

  // as the data has it; what has changed or was not kept is left as the network read it
  private static List<String> spelling(ExampleView.Text text, List<String> data) {
    return data.size() == text.symbols().size() ? data : text.symbols();
  }

  private List<Block> texts(
      List<AttentionMap> maps,
      ExampleView.Text text,
      List<String> spelling,
      DataSet example,
      String caption) {
    int steps = text.symbols().size();
    boolean spaced = !text.between().isEmpty();
    List<Boolean> unknown = new ArrayList<>();
    for (int t = 0; t < steps; t++) {
      String read = text.symbols().get(t);
      unknown.add(read.equals(ExampleView.UNKNOWN) || !read.equals(spelling.get(t)));
    }
    List<Block> blocks = new ArrayList<>();
    if (encoder.target().perStep()) {
      String answers = named(caption, "the answer at each step");
      Answers told = Answers.of(network, encoder.target(), example);
      blocks.add(new Words(answers, told.below(spelling, unknown), spaced));
    }
    for (AttentionMap map : maps) {
      double[] shades = shades(map, map.length() - steps(example), steps);
      List<Words.Word> words = new ArrayList<>();
      for (int t = 0; t < steps; t++) {
        words.add(new Words.Word(spelling.get(t), shades[t], unknown.get(t), "", Tone.PLAIN));
      }
      blocks.add(new Words(named(caption, map.title()), words, spaced));
    }
    return blocks;
  }

  private List<Block> series(
      List<AttentionMap> maps, ExampleView.Curves curves, DataSet example, String caption) {
    int steps = curves.curves().get(0).values().length;
    List<Tile> tiles = new ArrayList<>();
    for (AttentionMap map : maps) {
      // padding stands behind
      List<Double> shades =
          Arrays.stream(shades(map, map.length() - steps(example), steps)).boxed().toList();
      tiles.add(new Tile(curves, map.title(), "", Tone.PLAIN, shades));
    }
    Gallery gallery = new Gallery(caption, tiles);
    if (!encoder.target().perStep()) {
      return List.of(gallery);
    }
    Answers told = Answers.of(network, encoder.target(), example);
    return List.of(gallery, new Paragraph("Answers by step: " + told.runs(steps) + "."));
  }

  private Gallery pictures(List<AttentionMap> maps, ExampleView.Picture picture, String caption) {
    WarmPicture warm = WarmPicture.of(network, picture);
    List<Tile> tiles = new ArrayList<>();
    for (AttentionMap map : maps) {
      int first = Math.max(0, map.length() - warm.fields());
      double[] shades = shades(map, first, map.length() - first);
      tiles.add(new Tile(warm.over(picture, shades), map.title(), "", Tone.PLAIN));
    }
    return new Gallery(caption, tiles);
  }

  private static HeatMap table(List<AttentionMap> maps, String caption) {
    int steps = maps.stream().mapToInt(AttentionMap::length).min().orElse(0);
    List<String> columns = new ArrayList<>();
    for (int t = 1; t <= steps; t++) {
      columns.add(Integer.toString(t));
    }
    List<List<HeatMap.Cell>> cells = new ArrayList<>();
    for (AttentionMap map : maps) {
      double[] looks = map.looks(map.length() - steps, steps);
      cells.add(Arrays.stream(looks).mapToObj(AttentionBlocks::cell).toList());
    }
    List<String> rows = maps.stream().map(AttentionMap::title).toList();
    return new HeatMap(
        named(caption, "attention"), "", "weight", "step", "head", columns, rows, cells);
  }

  private static String named(String caption, String title) {
    return caption.isEmpty() ? title : caption + ": " + title;
  }

  private static HeatMap.Cell cell(double look) {
    return new HeatMap.Cell(look, String.format(Locale.ROOT, "%.2f", look));
  }

  // the step looked at most has 1
  private static double[] shades(AttentionMap map, int first, int steps) {
    double[] looks = map.looks(first, steps);
    double most = Arrays.stream(looks).max().orElse(0);
    return Arrays.stream(looks).map(look -> most > 0 ? look / most : 0).toArray();
  }

  // the steps of an example with its padding
  private int steps(DataSet example) {
    INDArray features = example.getFeatures();
    return (int) features.size(encoder.input() instanceof InputShape.Tokens ? 1 : 2);
  }
}
