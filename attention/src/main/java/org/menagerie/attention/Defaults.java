package org.menagerie.attention;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.menagerie.core.HyperParameter;
import org.menagerie.core.HyperParameter.Choice;
import org.menagerie.core.HyperParameter.Real;
import org.menagerie.core.InputShape;
import org.menagerie.core.Target;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;
import org.menagerie.layers.kernel.FeedForwardKernel.Hidden;

/** Options that suit the size and kind of the data. */
record Defaults(Task task) {
  /** Width of the hidden values that attention pooling computes its weights from. */
  static final int POOLING_WIDTH = 32;

  private static final int FEW = 2_000;
  private static final int WORTH_THE_END = 5_000;
  private static final long STEPS_READ = 8_000_000; // minutes on two cores
  private static final int ROWS = 0; // of a picture are its steps: patches told digits worse
  private static final int HEADS = 4;
  private static final int CHARACTERS = 512; // more symbols than that are words or their parts
  private static final int CHARACTER_NGRAMS = 4;
  private static final int LETTERS = 32; // fewer symbols than that are not a script's characters
  private static final int LETTER_NGRAMS = 3;
  private static final int WORD_NGRAMS = 2;
  private static final int MOST_BUCKETS = 1 << 15;

  /** Whether an input has steps of its own. */
  static boolean hasSteps(InputShape input) {
    return input instanceof InputShape.Sequence || input instanceof InputShape.Tokens;
  }

  /** Options of other inputs than this. */
  static Set<String> idle(InputShape input) {
    Set<String> idle = new HashSet<>();
    if (!(input instanceof InputShape.Tokens)) {
      idle.addAll(List.of("embedding", "ngrams", "buckets", "token-dropout", "bag"));
    }
    if (!(input instanceof InputShape.Image)) {
      idle.add("patch");
    }
    if (!(input instanceof InputShape.Features)) {
      idle.add("step-size");
    }
    return idle;
  }

  TransformerConfig transformer(boolean causal) {
    int width = readsWords() ? 32 : 64;
    SymbolVectors symbols = symbols(width);
    return new TransformerConfig(
        2,
        width,
        HEADS,
        0,
        2 * width,
        Hidden.GELU,
        Norm.BEFORE,
        Positions.SINUSOIDAL,
        causal && task.target() instanceof Target.Values ? Pooling.LAST : Pooling.MEAN_MAX,
        dropout(),
        0.1,
        symbols.ngrams(),
        symbols.buckets(),
        symbols.tokenDropout(),
        readsWords() ? WORD_NGRAMS : 0,
        stepSize(),
        ROWS);
  }

  LstmAttentionConfig lstmAttention() {
    SymbolVectors symbols = symbols(32);
    return new LstmAttentionConfig(
        List.of(few() ? 32 : 64),
        !(task.target() instanceof Target.NextSymbol),
        POOLING_WIDTH,
        few() ? 0.3 : 0.1,
        symbols.width(),
        symbols.ngrams(),
        symbols.buckets(),
        symbols.tokenDropout(),
        stepSize(),
        ROWS);
  }

  /**
   * Characters tell a text's class in n-grams of up to 4, letters of a small alphabet in those of
   * up to 3, words one by one: the blocks learn pairs of words by heart, which are left to the bag.
   * Where each step has an answer, exact symbols tell it.
   */
  private SymbolVectors symbols(int width) {
    if (task.target().perStep()) {
      return new SymbolVectors(width, 1, buckets(), 0);
    }
    if (readsWords()) {
      return new SymbolVectors(width, 1, buckets(), 0.3);
    }
    return task.input() instanceof InputShape.Tokens tokens && tokens.vocabulary() <= LETTERS
        ? new SymbolVectors(width, LETTER_NGRAMS, buckets(), 0.2)
        : new SymbolVectors(width, CHARACTER_NGRAMS, buckets(), 0.1);
  }

  /** About as many as there may be different n-grams in the training part, within bounds. */
  private int buckets() {
    if (!(task.input() instanceof InputShape.Tokens tokens)) {
      return SymbolVectors.FEWEST;
    }
    double seen = (double) task.examples() * tokens.steps();
    double possible = Math.pow(tokens.vocabulary(), CHARACTER_NGRAMS);
    long buckets = Long.highestOneBit((long) Math.min(MOST_BUCKETS, Math.min(seen, possible)));
    return (int) Math.max(SymbolVectors.FEWEST, buckets);
  }

  private boolean readsWords() {
    return task.input() instanceof InputShape.Tokens tokens
        && tokens.vocabulary() > CHARACTERS
        && !task.target().perStep();
  }

  private double dropout() {
    if (readsWords()) {
      return 0.3;
    }
    return task.examples() < WORTH_THE_END ? 0.2 : 0.1;
  }

  TrainingPlan transformerPlan() {
    return plan(0.002, "warmup-cosine");
  }

  TrainingPlan lstmPlan() {
    return plan(0.005, "one-cycle");
  }

  private TrainingPlan plan(double learningRate, String schedule) {
    int batchSize =
        Math.max(16, Math.min(64, Integer.highestOneBit(Math.max(1, task.examples() / 36))));
    return TrainingPlan.of(task.target())
        .with(
            Map.of(
                "epochs", Integer.toString(epochs()),
                "batch-size", Integer.toString(batchSize),
                "learning-rate", Double.toString(learningRate),
                "schedule", schedule,
                "clip-norm", "1",
                "l2", "0.00001",
                // the schedule's end, where the rate falls to 0, is worth its time on few examples
                "patience",
                    Integer.toString(
                        task.examples() < WORTH_THE_END ? 0 : Math.max(10, epochs() / 3))));
  }

  /** As many as read so many steps in all; fewer for words, which are soon known by heart. */
  private int epochs() {
    long steps = (long) task.examples() * StepsGraph.steps(task.input(), stepSize(), ROWS);
    long most = readsWords() ? 20_000 / task.examples() : 100;
    return (int) Math.max(5, Math.min(most, STEPS_READ / steps));
  }

  private boolean few() {
    return task.examples() < FEW;
  }

  /** About as many steps as values in a step: the rows of a square. */
  private int stepSize() {
    return (int) Math.ceil(Math.sqrt(task.input().values()));
  }

  static List<HyperParameter> transformerHyperParameters(boolean causal) {
    String own = causal ? "last" : "class-token";
    List<HyperParameter> all = new ArrayList<>(shared());
    all.addAll(
        List.of(
            new HyperParameter("blocks", new Choice(List.of("1", "2", "3", "4"))),
            new HyperParameter("width", new Choice(List.of("32", "64", "128", "256"))),
            new HyperParameter("heads", new Choice(List.of("1", "2", "4", "8"))),
            new HyperParameter("norm", new Choice(List.of("before", "after"))),
            new HyperParameter("positions", new Choice(List.of("sinusoidal", "learned", "none"))),
            new HyperParameter(
                "pooling", new Choice(List.of("mean", "mean-max", own, "attention"))),
            new HyperParameter("attention-dropout", new Real(0, 0.4, false))));
    return List.copyOf(all);
  }

  static List<HyperParameter> lstmHyperParameters() {
    List<HyperParameter> all = new ArrayList<>(shared());
    all.add(new HyperParameter("units", new Choice(List.of("32", "64", "128", "64,64"))));
    all.add(new HyperParameter("attention", new Choice(List.of("16", "32", "64"))));
    return List.copyOf(all);
  }

  private static List<HyperParameter> shared() {
    return List.of(
        new HyperParameter("dropout", new Real(0, 0.6, false)),
        new HyperParameter("token-dropout", new Real(0, 0.5, false)),
        new HyperParameter("ngrams", new Choice(List.of("1", "2", "3", "4", "5"))),
        new HyperParameter("learning-rate", new Real(1e-4, 1e-2, true)),
        new HyperParameter("l2", new Real(1e-6, 1e-2, true)),
        new HyperParameter("batch-size", new Choice(List.of("16", "32", "64", "128"))));
  }
}
