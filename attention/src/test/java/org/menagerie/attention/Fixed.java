package org.menagerie.attention;

import java.util.List;
import java.util.Map;
import org.menagerie.core.Architecture;
import org.menagerie.core.InputShape.Features;
import org.menagerie.core.InputShape.Image;
import org.menagerie.core.InputShape.Sequence;
import org.menagerie.core.InputShape.Tokens;
import org.menagerie.core.Settings;
import org.menagerie.core.Task;
import org.menagerie.testkit.ArchitectureContract.Refusal;
import org.menagerie.testkit.TinyData;

/** Tasks and options that the tests share. */
final class Fixed {
  static final Task ROWS = TinyData.of(new Features(5), TinyData.classes(3)).task();
  static final Task IMAGES = TinyData.of(new Image(8, 6, 3), TinyData.classes(3)).task();
  static final Task SERIES = TinyData.of(new Sequence(7, 3), TinyData.values(2)).task();
  static final Task STEPS = TinyData.of(new Sequence(7, 3), TinyData.classPerStep(3)).task();
  static final Task TEXTS = TinyData.of(new Tokens(7, 11), TinyData.classes(3)).task();
  static final Task NEXT = TinyData.of(new Tokens(7, 6), TinyData.nextSymbol(4)).task();

  /** Symbols and pairs of them, which share eight vectors, and all of them kept. */
  static final Map<String, String> FEW_SYMBOL_VECTORS =
      Map.of("ngrams", "2", "buckets", "8", "token-dropout", "0");

  private Fixed() {}

  /** A network of width 8 with two heads and 12 hidden values, changed. */
  static TransformerConfig small(
      Architecture<TransformerConfig> architecture, Task task, Map<String, String> changes) {
    Map<String, String> narrow =
        Map.of(
            "blocks",
            "1",
            "width",
            "8",
            "heads",
            "2",
            "feed-forward",
            "12",
            "step-size",
            "2",
            "pooling",
            "mean",
            "dropout",
            "0",
            "attention-dropout",
            "0");
    Map<String, String> plain =
        Map.of("ngrams", "1", "token-dropout", "0", "bag", "0", "patch", "0");
    TransformerConfig defaults = Settings.with(architecture.defaults(task), plain);
    return Settings.with(Settings.with(defaults, narrow), changes);
  }

  /** What no transformer takes. */
  static List<Refusal> refusals() {
    return List.of(
        new Refusal(SERIES, Map.of("blocks", "0"), "blocks must be in [1, 64], was 0"),
        new Refusal(SERIES, Map.of("width", "5000"), "width must be in [1, 4096], was 5000"),
        new Refusal(
            SERIES,
            Map.of("width", "10", "heads", "4"),
            "width must be a multiple of heads (4) or head-size be set, was 10"),
        new Refusal(SERIES, Map.of("heads", "0"), "heads must be in [1, 4096], was 0"),
        new Refusal(SERIES, Map.of("head-size", "-1"), "head-size must be in [0, 4096], was -1"),
        new Refusal(SERIES, Map.of("feed-forward", "0"), "feed-forward must be in [1, 16384]"),
        new Refusal(SERIES, Map.of("dropout", "1"), "dropout must be in [0, 1), was 1.0"),
        new Refusal(
            SERIES, Map.of("attention-dropout", "1"), "attention-dropout must be in [0, 1)"),
        new Refusal(TEXTS, Map.of("ngrams", "0"), "ngrams must be in [1, 8], was 0"),
        new Refusal(TEXTS, Map.of("buckets", "1"), "buckets must be in [2, 1048576], was 1"),
        new Refusal(TEXTS, Map.of("token-dropout", "1"), "token-dropout must be in [0, 1)"),
        new Refusal(TEXTS, Map.of("bag", "9"), "bag must be in [0, 8], was 9"),
        new Refusal(IMAGES, Map.of("patch", "-1"), "patch must be at least 0, was -1"),
        new Refusal(ROWS, Map.of("step-size", "0"), "step-size must be at least 1, was 0"),
        new Refusal(
            TEXTS, Map.of("positions", "random"), "positions must be one of sinusoidal, learned"));
  }
}
