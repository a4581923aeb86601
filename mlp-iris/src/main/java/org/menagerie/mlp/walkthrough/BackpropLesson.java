package org.menagerie.mlp.walkthrough;

import static org.menagerie.mlp.walkthrough.Networks.column;
import static org.menagerie.mlp.walkthrough.Networks.row;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.report.page.Table.Cell;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.impl.LossL2;

/** Back-propagation through a 2-2-1 sigmoid network, number by number. */
final class BackpropLesson {
  private final BackpropStep hand = BackpropStep.right();
  private final ComputationGraph network = network();
  private final INDArray x = BackpropStep.X.transpose(); // Deeplearning4j has examples in rows
  private final INDArray y = row(BackpropStep.LABEL);

  private BackpropLesson() {}

  static Lesson lesson() {
    Lesson lesson =
        new Lesson(
            "Back-propagation",
            "A network of two inputs, two hidden neurons and one output takes one step of gradient"
                + " descent; every number is shown.");
    new BackpropLesson().write(lesson);
    return lesson;
  }

  private void write(Lesson lesson) {
    lesson
        .section("The network")
        .say("All neurons are sigmoids; the loss is half the squared error; the step size is 0.1.")
        .formula(
            "x = [0.5, 0.1], y = 1",
            "W_1 = [[0.1, 0.2], [0.3, 0.4]], b_1 = [0.1, 0.2]",
            "W_2 = [0.5, 0.6], b_2 = 0.3");
    lesson.section("Forward").compare(forward());
    Map<String, INDArray> gradients = Networks.gradients(network, x, y);
    lesson
        .section("Backward")
        .say(
            "The error δ of a layer is the slope of the loss along its sums z. It runs back through"
                + " the weights; the slope of a sigmoid is a (1 - a). The slope along a bias is the"
                + " error itself, along a weight the error times what the weight was multiplied"
                + " with.")
        .compare(backward(gradients));
    Networks.fit(network, x, y);
    lesson.section("Update").formula("w ← w - 0.1 ∂L / ∂w").compare(updated());
    slip(lesson);
  }

  private List<Check> forward() {
    // outside of training an ActivationLayer works in place: "z1" would hold a1
    Map<String, INDArray> values = network.feedForward(x, true);
    return List.of(
        Check.of("z_1", "W_1 x + b_1", hand.z1(), values.get("z1")),
        Check.of("a_1", "σ(z_1)", hand.a1(), values.get("a1")),
        Check.of("z_2", "W_2 a_1 + b_2", hand.z2(), values.get("z2")),
        Check.of("a_2", "σ(z_2)", hand.a2(), values.get("a2")),
        Check.of("L", "½ (a_2 - y)^2", hand.loss(), network.score(new DataSet(x, y), false)));
  }

  private List<Check> backward(Map<String, INDArray> gradients) {
    return List.of(
        Check.of("δ_2", "(a_2 - y) a_2 (1 - a_2)", hand.delta2(), gradients.get("z2_b")),
        Check.of("δ_1", "W_2ᵀ δ_2 ∘ a_1 (1 - a_1)", hand.delta1(), gradients.get("z1_b")),
        Check.of("∂L / ∂W_2", "δ_2 a_1ᵀ", hand.gradW2(), gradients.get("z2_W").transpose()),
        Check.of("∂L / ∂b_2", "δ_2", hand.delta2(), gradients.get("z2_b")),
        Check.of("∂L / ∂W_1", "δ_1 xᵀ", hand.gradW1(), gradients.get("z1_W").transpose()),
        Check.of("∂L / ∂b_1", "δ_1", hand.delta1(), gradients.get("z1_b")));
  }

  private List<Check> updated() {
    return List.of(
        Check.of("W_2", "W_2 - 0.1 δ_2 a_1ᵀ", hand.newW2(), network.getParam("z2_W").transpose()),
        Check.of("b_2", "b_2 - 0.1 δ_2", hand.newB2(), network.getParam("z2_b")),
        Check.of("W_1", "W_1 - 0.1 δ_1 xᵀ", hand.newW1(), network.getParam("z1_W").transpose()),
        Check.of("b_1", "b_1 - 0.1 δ_1", hand.newB1(), network.getParam("z1_b")));
  }

  private void slip(Lesson lesson) {
    lesson
        .section("Where a well-known hand calculation parts")
        .say(
            "A text in circulation works the same example with the second sum as 0.35. It is 0.39:"
                + " the product 0.4 · 0.1 = 0.04 was left out. The second entry of a₁ then differs in"
                + " its second digit, a₂ and the loss in their third, W₂ and b₂ only from the fifth"
                + " decimal on, and W₁ rounds to the same five decimals. The text also cuts where"
                + " it should round, a₁ 0.5866 to 0.586 and a₂ 0.7157 to 0.715: its loss 0.0406 is"
                + " ½ · 0.285², while the slip alone gives 0.0404. The middle column goes on from"
                + " the slip at full precision.")
        .formula("0.3 · 0.5 + 0.4 · 0.1 + 0.2 = 0.15 + 0.04 + 0.2 = 0.39")
        .table(
            "✗ marks what differs from the right number rounded to as many decimals.",
            List.of("value", "in circulation", "from z₁ = [0.17, 0.35]", "right"),
            partings(BackpropStep.from(column(0.17, 0.35))));
  }

  private List<List<Cell>> partings(BackpropStep wrong) {
    List<List<Cell>> rows = new ArrayList<>();
    rows.addAll(parting("z_1", wrong.z1(), hand.z1(), "0.17", "0.35"));
    rows.addAll(parting("a_1", wrong.a1(), hand.a1(), "0.542", "0.586"));
    rows.addAll(parting("a_2", wrong.a2(), hand.a2(), "0.715"));
    rows.addAll(parting("L", column(wrong.loss()), column(hand.loss()), "0.0406"));
    rows.addAll(parting("W_2", wrong.newW2(), hand.newW2(), "0.50314", "0.60339"));
    rows.addAll(parting("b_2", wrong.newB2(), hand.newB2(), "0.30579"));
    rows.addAll(
        parting("W_1", wrong.newW1(), hand.newW1(), "0.10036", "0.20007", "0.30042", "0.40008"));
    return rows;
  }

  /** One row for each entry; matrices go row by row. */
  private static List<List<Cell>> parting(
      String name, INDArray wrong, INDArray right, String... circulated) {
    List<Double> fromSlip = Check.list(wrong);
    List<Double> expected = Check.list(right);
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < circulated.length; i++) {
      BigDecimal said = new BigDecimal(circulated[i]);
      BigDecimal rounded =
          BigDecimal.valueOf(expected.get(i)).setScale(said.scale(), RoundingMode.HALF_UP);
      rows.add(
          List.of(
              Cell.formula(name + place(right, i)),
              said.compareTo(rounded) == 0
                  ? Cell.of(circulated[i])
                  : Cell.verdict(false, "✗ " + circulated[i]),
              Cell.of(fromSlip.get(i)),
              Cell.of(expected.get(i))));
    }
    return rows;
  }

  private static String place(INDArray array, int i) {
    if (array.length() == 1) {
      return "";
    }
    int columns = array.columns();
    return array.isVector()
        ? "[" + (i + 1) + "]"
        : "[" + (i / columns + 1) + ", " + (i % columns + 1) + "]";
  }

  private static ComputationGraph network() {
    ComputationGraph network =
        Networks.descending(
            BackpropStep.RATE,
            graph ->
                graph
                    .addLayer("z1", Networks.sum(2, 2), "x")
                    .addLayer("a1", new ActivationLayer(Activation.SIGMOID), "z1")
                    .addLayer("z2", Networks.sum(2, 1), "a1")
                    .addLayer(
                        "a2",
                        new LossLayer.Builder(new LossL2(row(0.5))) // half the squared error
                            .activation(Activation.SIGMOID)
                            .build(),
                        "z2")
                    .setOutputs("a2"));
    Networks.set(
        network,
        Map.of(
            "z1_W",
            BackpropStep.W1.transpose(), // [in, out] in Deeplearning4j
            "z1_b",
            BackpropStep.B1,
            "z2_W",
            BackpropStep.W2,
            "z2_b",
            BackpropStep.B2));
    return network;
  }
}
