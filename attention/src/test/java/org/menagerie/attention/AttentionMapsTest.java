package org.menagerie.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.menagerie.core.Architecture;
import org.menagerie.core.InputShape;
import org.menagerie.core.InputShape.Image;
import org.menagerie.core.InputShape.Sequence;
import org.menagerie.core.InputShape.Tokens;
import org.menagerie.core.Settings;
import org.menagerie.core.Target;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;
import org.menagerie.data.EncodedFile;
import org.menagerie.data.Encoder;
import org.menagerie.data.ExampleView;
import org.menagerie.data.LabelledFile;
import org.menagerie.report.attention.AttentionBlocks;
import org.menagerie.report.attention.AttentionMap;
import org.menagerie.report.page.Block;
import org.menagerie.report.page.Gallery;
import org.menagerie.report.page.Words;
import org.menagerie.testkit.TinyData;
import org.nd4j.linalg.dataset.DataSet;

/** What each head looked at, read out of networks and shown. */
class AttentionMapsTest {
  private static final int SHORT = 2; // a training example that ends early

  private static final TinyData TEXTS =
      TinyData.of(new Tokens(7, 11), TinyData.classes(3)).withMask();

  @Test
  void everyHeadOfEveryBlockHasAMapWhoseRowsAddUpToOne() {
    List<AttentionMap> maps = AttentionMap.of(transformer(TEXTS, Map.of()), example(TEXTS));
    int length = length();
    assertThat(maps).extracting(AttentionMap::layer).startsWith("attention-1", "attention-1");
    assertThat(maps).extracting(AttentionMap::head).containsExactly(1, 2, 1, 2);
    for (AttentionMap map : maps) {
      for (int t = 0; t < map.weights().length; t++) {
        float sum = 0;
        for (int key = 0; key < map.weights().length; key++) {
          sum += map.weights()[t][key];
          assertThat(map.weights()[t][key] > 0).isEqualTo(t < length && key < length);
        }
        assertThat(sum).isCloseTo(t < length ? 1 : 0, within(1e-5f));
      }
    }
  }

  @Test
  void aTextIsMarkedSymbolBySymbolWithoutItsPadding() {
    for (String pooling : List.of("mean", "class-token", "attention")) {
      ComputationGraph network = transformer(TEXTS, Map.of("pooling", pooling));
      List<Block> blocks = blocks(network, TEXTS);
      assertThat(blocks).hasSize(pooling.equals("attention") ? 5 : 4);
      for (Block block : blocks) {
        List<Words.Word> words = ((Words) block).words();
        assertThat(words).hasSize(length());
        assertThat(words.stream().mapToDouble(Words.Word::strength).max().orElseThrow())
            .isEqualTo(1);
      }
    }
  }

  @Test
  void aSeriesIsShadedStepByStep() {
    TinyData series = TinyData.of(new Sequence(7, 3), TinyData.classes(2));
    Gallery gallery = (Gallery) blocks(transformer(series, Map.of()), series).get(0);
    assertThat(gallery.tiles()).hasSize(4);
    assertThat(gallery.tiles().get(3).title()).isEqualTo("attention-2, head 2");
    assertThat(gallery.tiles().get(3).shades()).hasSize(7).contains(1.0);
    assertThat(gallery.tiles().get(3).html()).contains("<rect", "<path");
  }

  @Test
  void aPictureIsWarmWhereItsPatchesOrRowsWereLookedAt() {
    TinyData pictures = TinyData.of(new Image(8, 6, 1), TinyData.classes(2));
    for (String patch : List.of("0", "3")) {
      ComputationGraph network = transformer(pictures, Map.of("patch", patch, "blocks", "1"));
      Gallery gallery = (Gallery) blocks(network, pictures).get(0);
      ExampleView.Picture shown = (ExampleView.Picture) gallery.tiles().get(0).view();
      assertThat(gallery.tiles()).hasSize(2);
      assertThat(shown.channels()).isEqualTo(3);
      assertThat(shown.values()[0]).isGreaterThan(shown.values()[2]); // more red than blue
    }
  }

  @Test
  void additiveAttentionHasOneMap() {
    Task task = TEXTS.task();
    ComputationGraph network = network(new LstmAttentionNetwork(), Map.of("units", "3"), task);
    List<AttentionMap> maps = AttentionMap.of(network, example(TEXTS));
    assertThat(maps).hasSize(1);
    assertThat(maps.get(0).head()).isZero();
    assertThat(maps.get(0).weights()).hasDimensions(1, length());
  }

  private static int length() {
    return example(TEXTS).getFeaturesMaskArray().sumNumber().intValue();
  }

  private static DataSet example(TinyData data) {
    return data.splits(3).train().batch(new int[] {SHORT});
  }

  private static List<Block> blocks(ComputationGraph network, TinyData data) {
    return new AttentionBlocks(network, new Numbers(data.task()))
        .of(data.splits(3).train(), SHORT, "example");
  }

  private static ComputationGraph transformer(TinyData data, Map<String, String> changes) {
    TransformerConfig config =
        Fixed.small(TransformerNetwork.encoder(), data.task(), Map.of("blocks", "2"));
    return network(TransformerNetwork.encoder(), Settings.with(config, changes), data.task());
  }

  private static <C extends Record> ComputationGraph network(
      Architecture<C> architecture, Map<String, String> changes, Task task) {
    return network(architecture, Settings.with(architecture.defaults(task), changes), task);
  }

  private static <C extends Record> ComputationGraph network(
      Architecture<C> architecture, C config, Task task) {
    ComputationGraph network =
        new ComputationGraph(architecture.build(config, task, TrainingPlan.of(task.target())));
    network.init();
    return network;
  }

  /** Shows examples as their shape alone tells. */
  private record Numbers(Task task) implements Encoder {
    @Override
    public InputShape input() {
      return task.input();
    }

    @Override
    public Target target() {
      return task.target();
    }

    @Override
    public EncodedFile encode(Path path) {
      throw new UnsupportedOperationException();
    }

    @Override
    public LabelledFile encodeLabelled(String data) {
      throw new UnsupportedOperationException();
    }
  }
}
