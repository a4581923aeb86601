package org.menagerie.mlp.walkthrough;

import static org.menagerie.mlp.walkthrough.Networks.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.core.LearningRateSchedule;
import org.menagerie.core.Optimizer;
import org.menagerie.core.ProgressSchedule;
import org.menagerie.core.Settings;
import org.menagerie.report.page.Axis;
import org.menagerie.report.page.LineChart;
import org.menagerie.report.page.Numbers;
import org.menagerie.report.page.Series;
import org.menagerie.report.page.Table.Cell;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.impl.LossL2;

/** Every update rule on offer, and six of them on three surfaces. */
final class OptimizersLesson {
  private static final int STEPS = 60;
  private static final int[] SHOWN = {1, 2, 10, STEPS};
  private static final List<Optimizer> DRAWN =
      List.of(
          Optimizer.SGD,
          Optimizer.MOMENTUM,
          Optimizer.NESTEROV,
          Optimizer.ADAGRAD,
          Optimizer.RMSPROP,
          Optimizer.ADAM);

  // the saddle has no lowest point: what leaves it is followed to its rim
  private static final double RIM = 3;

  private OptimizersLesson() {}

  static Lesson lesson() {
    Lesson lesson =
        new Lesson(
            "Optimisers",
            "All rules look at the slope g alone; they differ in what they remember of earlier"
                + " slopes.");
    lesson
        .section("All rules")
        .say(
            "Each step subtracts Δ from a parameter w. g is the slope of the loss along w, η the"
                + " learning rate, t the number of the step from 1, ← \"becomes\". What a rule"
                + " remembers starts at 0: v, a velocity or (from Adam on) a mean of squared slopes;"
                + " m, a mean of slopes; s, a sum or mean of squares; d, a mean of squared steps; u,"
                + " the largest so far. μ = 0.9 is the momentum; ρ = 0.95, β₁ = 0.9 and β₂ = 0.999"
                + " say how much of a mean is kept; ε keeps from dividing by 0: 1e-6 in AdaGrad and"
                + " AdaDelta, 1e-14 in AdaBelief, else 1e-8. A hat divides a mean by 1 - βᵗ, which"
                + " makes up for its start at 0.")
        .say(
            "Where Deeplearning4j leaves the publications: AdaGrad's and RMSProp's squares start at"
                + " ε instead of 0; Adam and AMSGrad add ε before the correction of v, as the faster"
                + " form in Adam's paper does; AMSGrad corrects both means, where the publication"
                + " (Reddi et al., 2018, algorithm 2) corrects neither; Nesterov's rule is written"
                + " for the point looked ahead from.")
        .table(
            "",
            List.of("name", "rule"),
            Arrays.stream(Optimizer.values())
                .map(
                    o ->
                        List.of(Cell.of(Settings.spell(o)), Cell.formula(UpdateFormula.formula(o))))
                .toList());
    for (Surface surface : Surface.values()) {
      surface(lesson, surface);
    }
    return lesson;
  }

  private static void surface(Lesson lesson, Surface surface) {
    List<Check> checks = new ArrayList<>();
    List<Series> paths = new ArrayList<>(surface.levels());
    List<List<Cell>> ends = new ArrayList<>();
    for (Optimizer optimizer : Optimizer.values()) {
      Path path = new Path(surface, optimizer);
      checks.addAll(path.checks);
      ends.add(path.end());
      if (DRAWN.contains(optimizer)) {
        paths.add(new Series(Settings.spell(optimizer), path.x, path.y, true));
      }
    }
    lesson
        .section(surface.title)
        .say(surface.text)
        .formula(surface.formula)
        .chart(
            new LineChart(
                "Paths over the " + surface.title.toLowerCase(Locale.ROOT),
                Axis.of("x"),
                Axis.of("y"),
                paths))
        .table(
            "After " + STEPS + " steps", List.of("rule", "learning rate", "x", "y", "height"), ends)
        .say(
            "Positions after steps 1, 2, 10 and "
                + STEPS
                + ", by the rule's formula and as weights of a Deeplearning4j network that trains"
                + " with the rule:")
        .compare(checks);
  }

  /** The surfaces: a x² / 2 + b y² / 2. */
  private enum Surface {
    BOWL(
        "Bowl",
        "Equally steep on all sides: rules with momentum run past the middle and come back, plain"
            + " descent does not.",
        "f(x, y) = ½ (x^2 + y^2), g = [x, y]",
        1,
        1,
        -2,
        1.5),
    RAVINE(
        "Ravine",
        "Twenty times as steep across as along: plain descent swings from wall to wall, and the"
            + " steepest direction bounds its step size.",
        "f(x, y) = ½ (x^2 + 20 y^2), g = [x, 20 y]",
        1,
        20,
        -2,
        0.5),
    SADDLE(
        "Saddle",
        "Flat at the middle, downhill to both sides of y: started a hundredth off the ridge, rules"
            + " that scale each slope by its own size leave at once, plain descent lingers.",
        "f(x, y) = ½ (x^2 - y^2), g = [x, -y]",
        1,
        -1,
        -2,
        0.01);

    private final String title;
    private final String text;
    private final String formula;
    private final double a;
    private final double b;
    private final double startX;
    private final double startY;

    Surface(
        String title,
        String text,
        String formula,
        double a,
        double b,
        double startX,
        double startY) {
      this.title = title;
      this.text = text;
      this.formula = formula;
      this.a = a;
      this.b = b;
      this.startX = startX;
      this.startY = startY;
    }

    double height(double x, double y) {
      return (a * x * x + b * y * y) / 2;
    }

    /** Lines of equal height, in the background. */
    List<Series> levels() {
      List<Series> levels = new ArrayList<>();
      for (double height : new double[] {0.1, 0.5, 1.2, 2.2, 3.4}) {
        if (b > 0) {
          levels.add(ellipse(Math.sqrt(2 * height / a), Math.sqrt(2 * height / b)));
        } else {
          levels.addAll(hyperbolas(2 * height));
        }
      }
      return levels;
    }

    /** Where x² - y² is {@code level}, to the left and right, or its opposite, above and below. */
    private static List<Series> hyperbolas(double level) {
      List<Double> near = new ArrayList<>();
      List<Double> far = new ArrayList<>();
      for (int i = -24; i <= 24; i++) {
        double at = RIM * i / 24;
        if (at * at + level <= RIM * RIM) {
          near.add(at);
          far.add(Math.sqrt(at * at + level));
        }
      }
      List<Double> opposite = far.stream().map(value -> -value).toList();
      return List.of(
          Series.line("", far, near),
          Series.line("", opposite, near),
          Series.line("", near, far),
          Series.line("", near, opposite));
    }

    private static Series ellipse(double across, double up) {
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      for (int i = 0; i <= 90; i++) {
        x.add(across * Math.cos(i * Math.PI / 45));
        y.add(up * Math.sin(i * Math.PI / 45));
      }
      return Series.line("", x, y);
    }
  }

  /** One rule's way over a surface, by the formula; checked against Deeplearning4j's. */
  private static final class Path {
    private final Surface surface;
    private final Optimizer optimizer;
    private final double rate;
    private final List<Double> x = new ArrayList<>();
    private final List<Double> y = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();

    Path(Surface surface, Optimizer optimizer) {
      this.surface = surface;
      this.optimizer = optimizer;
      this.rate = rate(optimizer);
      walk();
    }

    private static double rate(Optimizer optimizer) {
      return switch (optimizer) {
        case SGD -> 0.09;
        case MOMENTUM, NESTEROV -> 0.02;
        case ADAGRAD -> 0.4;
        case ADADELTA -> 1;
        default -> 0.1;
      };
    }

    private void walk() {
      INDArray bends = row(surface.a, surface.b);
      INDArray place = row(surface.startX, surface.startY);
      UpdateFormula formula = new UpdateFormula(optimizer, rate, 2);
      ComputationGraph network = network(place, bends);
      add(place);
      for (int step = 1; step <= STEPS; step++) {
        place.subi(formula.step(place.mul(bends)));
        Networks.fit(network, row(1), row(0, 0));
        add(place);
        if (Arrays.binarySearch(SHOWN, step) >= 0) {
          String name = "\"" + Settings.spell(optimizer) + ", step " + step + "\"";
          checks.add(Check.of("[x, y]", name, place, network.getParam("place_W")));
        }
      }
    }

    private void add(INDArray place) {
      if (Math.abs(place.getDouble(1)) < RIM) {
        x.add(place.getDouble(0));
        y.add(place.getDouble(1));
      }
    }

    /** Its two weights are the place: input 1, outputs [x, y], loss a x² / 2 + b y² / 2. */
    private ComputationGraph network(INDArray place, INDArray bends) {
      IUpdater rule =
          optimizer.updater(new ProgressSchedule(LearningRateSchedule.CONSTANT, rate, STEPS), 0.9);
      ComputationGraph network =
          Networks.build(
              new NeuralNetConfiguration.Builder().updater(rule),
              graph ->
                  graph
                      .addLayer(
                          "place",
                          new OutputLayer.Builder(new LossL2(bends.div(2)))
                              .activation(Activation.IDENTITY)
                              .nIn(1)
                              .nOut(2)
                              .hasBias(false)
                              .build(),
                          "x")
                      .setOutputs("place"));
      Networks.set(network, Map.of("place_W", place));
      return network;
    }

    List<Cell> end() {
      List<Double> last = checks.get(checks.size() - 1).byHand();
      return List.of(
          Cell.of(Settings.spell(optimizer)),
          Cell.of(optimizer == Optimizer.ADADELTA ? "none" : Numbers.text(rate)),
          Cell.of(last.get(0)),
          Cell.of(last.get(1)),
          Cell.of(surface.height(last.get(0), last.get(1))));
    }
  }
}
