package org.menagerie.mlp.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Loss;
import org.menagerie.core.Optimizer;
import org.menagerie.core.Settings;
import org.menagerie.report.page.LineChart;
import org.menagerie.report.page.Page;
import org.menagerie.report.page.Screen;
import org.menagerie.report.page.Series;
import org.menagerie.report.page.TextPage;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every number of the lessons against constants that were worked out apart from this code. */
class LessonTest {
  private static final double RELATIVE = 1e-6;
  private static final Screen WIDE = new Screen(120, true);
  private static final Map<Subject, Lesson> LESSONS = new EnumMap<>(Subject.class);

  @ParameterizedTest
  @EnumSource(Subject.class)
  void handAndLibraryAgreeEverywhere(Subject subject) {
    Lesson lesson = lesson(subject);
    assertThat(lesson.checks()).isNotEmpty().allMatch(Check::agrees);
    assertThat(TextPage.render(lesson.page(), WIDE)).contains("agree with Deeplearning4j");
  }

  @Test
  void theNeuronDecidesAsWorkedOutByHand() {
    List<Check> checks = lesson(Subject.NEURON).checks();
    // 6 · 1 + 2 · 0 + 2 · 0 + 1 = 7, at least 5
    assertBoth(find(checks, "z"), 7);
    assertBoth(find(checks, "step(z)"), 1);
    // 1 / (1 + exp(-k (x - 5))) at x = 3, 4, 4.9, 5, 5.1, 6, 7, in double precision:
    // logistic(-2) = 0.11920292202211755, logistic(-1) = 0.2689414213699951,
    // logistic(-0.1) = 0.47502081252106, and 1 minus each on the other side
    assertBoth(
        find(checks, "σ_k, k = 1"),
        0.11920292202211755,
        0.2689414213699951,
        0.47502081252106,
        0.5,
        0.52497918747894,
        0.7310585786300049,
        0.8807970779778823);
    // logistic(-10), (-5), (-0.5)
    assertBoth(
        find(checks, "σ_k, k = 5"),
        4.5397868702434395e-05,
        0.006692850924284856,
        0.3775406687981454,
        0.5,
        0.6224593312018546,
        0.9933071490757153,
        0.9999546021312976);
    // logistic(-40), (-20), (-2)
    assertBoth(
        find(checks, "σ_k, k = 20"),
        4.248354255291589e-18,
        2.0611536181902037e-09,
        0.11920292202211755,
        0.5,
        0.8807970779778823,
        0.9999999979388463,
        1);
    // logistic(-200), (-100), (-10)
    assertBoth(
        find(checks, "σ_k, k = 100"),
        1.3838965267367376e-87,
        3.7200759760208356e-44,
        4.5397868702434395e-05,
        0.5,
        0.9999546021312976,
        1,
        1);
  }

  // constants from the exercise: the same formulas in double precision, outside of this code
  @Test
  void backPropagationGivesTheExercisesNumbers() {
    List<Check> checks = lesson(Subject.BACKPROP).checks();
    assertBoth(find(checks, "z_1"), 0.17, 0.39); // 0.05 + 0.02 + 0.1; 0.15 + 0.04 + 0.2
    assertBoth(find(checks, "a_1"), 0.542397940774351, 0.596282699296788);
    assertBoth(find(checks, "z_2"), 0.928968589965248);
    assertBoth(find(checks, "a_2"), 0.71686598791561);
    assertBoth(find(checks, "L"), 0.0400824343995018);
    assertBoth(find(checks, "δ_2"), -0.057467467867723);
    assertBoth(find(checks, "δ_1"), -0.0071317821433783, -0.00830047377352595);
    // δ2 a1: -0.057467467867723 times 0.542397940774351 and 0.596282699296788
    assertBoth(find(checks, "∂L / ∂W_2"), -0.0311702362329706, -0.0342668568619205);
    assertBoth(find(checks, "∂L / ∂b_2"), -0.057467467867723);
    // δ1 times 0.5 and 0.1
    assertBoth(
        find(checks, "∂L / ∂W_1"),
        -0.00356589107168915,
        -0.00071317821433783,
        -0.004150236886762975,
        -0.000830047377352595);
    assertBoth(find(checks, "∂L / ∂b_1"), -0.0071317821433783, -0.00830047377352595);
    assertBoth(find(checks, "W_2"), 0.503117023623297, 0.603426685686192);
    assertBoth(find(checks, "b_2"), 0.305746746786772);
    assertBoth(
        find(checks, "W_1"),
        0.100356589107169,
        0.200071317821434,
        0.300415023688676,
        0.400083004737735);
    assertBoth(find(checks, "b_1"), 0.100713178214338, 0.200830047377353);
  }

  @Test
  void theSlipIsShownBesideTheRightNumbers() {
    String text = TextPage.render(lesson(Subject.BACKPROP).page(), WIDE);
    assertThat(text)
        .contains("0.04 was left out", "½ · 0.285²", "[0.17, 0.35]")
        .contains("✗ 0.35", "✗ 0.586", "✗ 0.715", "✗ 0.0406")
        .contains("✗ 0.50314", "✗ 0.60339", "✗ 0.30579")
        .contains("0.586617579", "0.715687476", "0.0404168055", "0.603393677")
        .doesNotContain("third digit on", "✗ 0.17", "✗ 0.542")
        .doesNotContain("✗ 0.10036", "✗ 0.20007", "✗ 0.30042", "✗ 0.40008");
  }

  @Test
  void theSlipExplainsWhatIsInCirculation() {
    BackpropStep slip = BackpropStep.from(Networks.column(0.17, 0.35));
    // the same formulas in double precision, outside of this code
    assertThat(slip.a1().getDouble(1)).isCloseTo(0.5866175789, within(1e-10));
    assertThat(slip.a2().getDouble(0)).isCloseTo(0.7156874764, within(1e-10));
    assertThat(slip.loss()).isCloseTo(0.0404168055, within(1e-10));
    assertThat(slip.newW2().toDoubleVector())
        .containsExactly(new double[] {0.5031378590, 0.6033936767}, within(1e-10));
    assertThat(slip.newB2().getDouble(0)).isCloseTo(0.3057851603, within(1e-10));
    // the text's W1, rounded
    assertThat(Check.list(slip.newW1()))
        .usingComparatorForType((a, b) -> Math.abs(a - b) < 5e-6 ? 0 : 1, Double.class)
        .containsExactly(0.10036, 0.20007, 0.30042, 0.40008);
  }

  @Test
  void exclusiveOrIsLearned() {
    List<Check> checks = lesson(Subject.TWO_LAYER).checks();
    List<Double> answers = checks.get(checks.size() - 1).byLibrary();
    assertThat(answers.stream().mapToDouble(Double::doubleValue).toArray())
        .containsExactly(new double[] {0, 1, 1, 0}, within(0.05));
  }

  @Test
  void everyStepOfTheTwoLayersIsShown() {
    List<Check> checks = lesson(Subject.TWO_LAYER).checks();
    assertThat(checks.stream().map(Check::quantity))
        .startsWith("W_1", "b_1", "W_2", "b_2") // where it starts
        .contains("Z_1", "A_1", "Z_2", "A_2", "L", "Δ_2", "Δ_1")
        .containsSubsequence("∂L / ∂W_1", "∂L / ∂b_1", "W_1", "b_1", "W_2", "b_2");
    assertThat(TextPage.render(lesson(Subject.TWO_LAYER).page(), WIDE))
        .contains("X = [[0, 0], [0, 1], [1, 0], [1, 1]], Y = [0, 1, 1, 0]");
  }

  @Test
  void theFirstStepOfTheTwoLayersFollowsFromItsWeights() {
    List<Check> checks = lesson(Subject.TWO_LAYER).checks();
    double[] w1 = values(checks.get(0)); // [2, 4], row by row
    double[] w2 = values(checks.get(2));
    double[] z2 = new double[4];
    for (int i = 0; i < 4; i++) { // cases 00, 01, 10, 11
      for (int k = 0; k < 4; k++) {
        z2[i] += w2[k] * Math.tanh((i >> 1) * w1[k] + (i & 1) * w1[4 + k]);
      }
    }
    double[] a2 = Arrays.stream(z2).map(z -> 1 / (1 + Math.exp(-z))).toArray();
    assertBoth(find(checks, "Z_2"), z2);
    assertBoth(find(checks, "A_2"), a2);
    double[] delta = {a2[0] / 4, (a2[1] - 1) / 4, (a2[2] - 1) / 4, a2[3] / 4};
    assertBoth(find(checks, "Δ_2"), delta);
    double slope = delta[0] + delta[1] + delta[2] + delta[3];
    assertBoth(find(checks, "b_2", "b_2 - "), -slope); // from 0, step size 1
    double loss = -Math.log((1 - a2[0]) * a2[1] * a2[2] * (1 - a2[3])) / 4;
    assertBoth(find(checks, "L"), loss);
  }

  private static double[] values(Check check) {
    return check.byHand().stream().mapToDouble(Double::doubleValue).toArray();
  }

  @Test
  void weightsStartGaussianWithAnExactScale() {
    Random random = new Random(1);
    double sum = 0;
    for (int i = 0; i < 100; i++) {
      INDArray weights = Networks.gaussian(25, 40, random); // 1 / sqrt(25)
      sum += weights.mul(weights).meanNumber().doubleValue() / 100;
    }
    // a hundred thousand squares of variance 0.04: their mean is good to half a percent
    assertThat(sum).isCloseTo(0.04, within(0.001));
  }

  @Test
  void linearRegressionEndsAtLeastSquares() {
    List<Check> checks = lesson(Subject.LINEAR_REGRESSION).checks();
    // n = 6, Σx = 3, Σx² = 19, Σy = 12.2, Σxy = 41: w = (246 - 36.6) / (114 - 9) = 209.4 / 105,
    // b = (12.2 - 3 w) / 6
    assertBoth(find(checks, "w"), 1.9942857142857142);
    assertBoth(find(checks, "b"), 1.0361904761904763);
    // first step from 0: w = 0.1 · 2 · 41 / 6, b = 0.1 · 2 · 12.2 / 6
    assertBoth(find(checks, "[w, b]"), 1.3666666666666667, 0.4066666666666667);
    // Σy² / 6 = (7.84 + 1.21 + 0.81 + 10.24 + 24.01 + 50.41) / 6
    assertBoth(find(checks, "L"), 15.753333333333334);
  }

  @Test
  void saturationAndDyingReluAreShownAsNumbers() {
    List<Check> checks = lesson(Subject.ACTIVATIONS).checks();
    // s (1 - s) with s = 0.5, 0.8807970779778823, 0.9933071490757153, 0.9999546021312976
    assertBoth(
        find(checks, "σ'(x)"),
        0.25,
        0.10499358540350652,
        0.006648056670790033,
        4.5395807735907655e-05);
    // 1 - tanh² at 0, 2, 5, 10: 1 / cosh²
    assertBoth(
        find(checks, "tanh'(x)"), 1, 0.07065082485316447, 1.8158323094438e-04, 8.2446144551e-09);
    List<Check> fates = checks.subList(checks.size() - 3, checks.size());
    assertBoth(fates.get(0), 1, -5); // dead: nothing has changed
    assertThat(fates.get(1).byLibrary().get(1)).isGreaterThan(-4.9); // leaky: it moves
    assertThat(fates.get(2).byLibrary().get(0)).isCloseTo(1, within(RELATIVE));
    assertThat(fates.get(2).byLibrary().get(1)).isCloseTo(0, within(RELATIVE)); // it answers x
  }

  @Test
  void lossesOfTheExampleAreThePublishedOnes() {
    // softmax of [2, 1, -1]: e² + e + 1/e = 10.475217368561138; the right class has
    // p = 2.718281828459045 / 10.475217368561138 = 0.2594964603424191, -log p = 1.3490122167681864
    List<Check> checks = lesson(Subject.LOSSES).checks();
    List<Check> losses = checks.stream().filter(c -> c.quantity().equals("L")).toList();
    List<Loss> order = List.of(Loss.values());
    assertThat(losses).hasSize(order.size() + 3);
    assertBoth(losses.get(order.indexOf(Loss.CROSS_ENTROPY)), 1.3490122167681864);
    assertBoth(losses.get(order.indexOf(Loss.KL_DIVERGENCE)), 1.3490122167681864); // one-hot labels
    // softplus(2) + softplus(-1) + softplus(-1) = 2.1269280110429727 + 2 · 0.3132616875182228
    assertBoth(losses.get(order.indexOf(Loss.BINARY_CROSS_ENTROPY)), 2.7534513860794183);
    // errors 0.4, 2.5, 0: squares (0.16 + 6.25) / 3, sizes 2.9 / 3, Huber (0.08 + 2) / 3
    assertBoth(losses.get(order.size()), 2.136666666666667);
    assertBoth(losses.get(order.size() + 1), 0.9666666666666667);
    assertBoth(losses.get(order.size() + 2), 0.6933333333333334);
  }

  @Test
  void slopesAlongSumsAreShownWithTheActivationsFormula() {
    List<Check> slopes =
        lesson(Subject.LOSSES).checks().stream()
            .filter(c -> c.quantity().equals("∂L / ∂z"))
            .toList();
    List<Loss> order = List.of(Loss.values());
    assertThat(slopes).hasSize(order.size() + 3);
    String softmax = "a_k (d_k - Σ a_j d_j), d_k = ";
    String squares = "2 / K (a_k - y_k)";
    Check crossEntropy = slopes.get(order.indexOf(Loss.CROSS_ENTROPY));
    assertThat(crossEntropy.formula()).isEqualTo(softmax + "-y_k / a_k");
    // d = [0, -1 / p, 0], so Σ a d = -1: a - y with a = [e², e, 1/e] / 10.475217368561138
    assertBoth(crossEntropy, 0.7053845126982412, -0.7405035396575809, 0.03511902695933972);
    assertThat(slopes.get(order.indexOf(Loss.MEAN_SQUARED_ERROR)).formula())
        .isEqualTo(softmax + squares);
    Check binary = slopes.get(order.indexOf(Loss.BINARY_CROSS_ENTROPY));
    assertThat(binary.formula())
        .isEqualTo("d_k a_k (1 - a_k), d_k = (a_k - y_k) / (a_k (1 - a_k))");
    // a - y with a the logistic of 2, 1 and -1
    assertBoth(binary, 0.8807970779778823, -0.2689414213699951, 0.2689414213699951);
    Check identity = slopes.get(order.size());
    assertThat(identity.formula()).isEqualTo(squares);
    assertBoth(identity, 0.8 / 3, 5.0 / 3, 0); // errors 0.4, 2.5, 0
  }

  @Test
  void plainDescentFollowsItsClosedForm() {
    List<Check> checks = lesson(Subject.OPTIMIZERS).checks();
    // on the bowl each step multiplies by 1 - 0.09: 0.91^60 = 0.0034872536684
    double shrink = Math.pow(0.91, 60);
    assertBoth(find(checks, "[x, y]", "\"sgd, step 60"), -2 * shrink, 1.5 * shrink);
    // heavy ball from rest: v = g, v = 0.9 g + g', rate 0.02: x = -2, -1.96, -1.8848
    assertBoth(find(checks, "[x, y]", "\"momentum, step 2"), -1.8848, 1.4136);
    // Adam's first step is the learning rate, whatever the slope
    assertBoth(find(checks, "[x, y]", "\"adam, step 1\""), -1.9, 1.4);
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void everyLossHasARangeAndAPicture(Loss loss) {
    String text = TextPage.render(lesson(Subject.LOSSES).page(), new Screen(300, true));
    assertThat(text).contains(LossFacts.of(loss).range());
    assertThat(lesson(Subject.LOSSES).page().charts())
        .anyMatch(chart -> chart.title().startsWith(Settings.spell(loss) + " of "));
  }

  @Test
  void picturesOfLossesAreTheLosses() {
    // -log(0.5) = 0.6931471805599453; y = 0.7: -0.7 log(0.5) - 0.3 log(0.5), the same, less the
    // entropy 0.6108643020548935 of the labels for the divergence
    assertThat(at(Loss.CROSS_ENTROPY, "y = [1, 0]")).isCloseTo(0.6931471805599453, within(1e-9));
    assertThat(at(Loss.CROSS_ENTROPY, "y = [0.7, 0.3]")).isCloseTo(0.69314718056, within(1e-9));
    assertThat(at(Loss.KL_DIVERGENCE, "y = [0.7, 0.3]")).isCloseTo(0.0822828785, within(1e-9));
    assertThat(at(Loss.BINARY_CROSS_ENTROPY, "y = 0")).isCloseTo(0.69314718056, within(1e-9));
    assertThat(at(Loss.BINARY_CROSS_ENTROPY, "slope, y = 1")).isCloseTo(-2, within(1e-9));
  }

  /** A line of the loss's own chart at its middle, 0.5. */
  private static double at(Loss loss, String name) {
    return lesson(Subject.LOSSES).page().charts().stream()
        .filter(chart -> chart.title().startsWith(Settings.spell(loss) + " of "))
        .flatMap(chart -> ((LineChart) chart).series().stream())
        .filter(series -> series.name().equals(name))
        .map(series -> series.y().get(series.y().size() / 2))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Subject.class)
  void everyLessonFitsItsTerminal(Subject subject) {
    Page page = lesson(subject).page();
    for (int width : new int[] {40, 60, 79, 200}) {
      assertThat(TextPage.render(page, new Screen(width, true)).lines())
          .allMatch(line -> line.codePoints().filter(c -> c != '\u0302').count() <= width);
      assertThat(TextPage.render(page, new Screen(width, false)).lines())
          .allMatch(line -> line.length() <= width);
    }
  }

  @ParameterizedTest
  @EnumSource(Subject.class)
  void everyLessonHasWordsInAscii(Subject subject) {
    Page page = lesson(subject).page();
    String ascii = TextPage.render(page, new Screen(80, false));
    assertThat(ascii).isASCII();
    assertThat(questions(ascii)) // a sign without a name would be one
        .isEqualTo(questions(TextPage.render(page, new Screen(80, true))));
  }

  private static long questions(String text) {
    return text.chars().filter(c -> c == '?').count();
  }

  @Test
  void everyOptionHasItsPlaceInALesson() {
    assertNames(Subject.ACTIVATIONS, ActivationFunction.values());
    assertNames(Subject.LOSSES, Loss.values());
    assertNames(Subject.OPTIMIZERS, Optimizer.values());
  }

  @Test
  void penaltiesClippingAndResidualsDoWhatTheTextSays() {
    String text = TextPage.render(lesson(Subject.REGULARIZATION).page(), WIDE);
    assertThat(text).containsPattern("none +\\d of 20").containsPattern("L1 +1[4-7] of 20");
    List<Check> checks = lesson(Subject.REGULARIZATION).checks();
    // each of ten thousand units is 0 with probability 1/4: a standard deviation of 0.0043
    assertThat(drawn(text, "share of zeros")).isCloseTo(0.25, within(0.015));
    assertThat(drawn(text, "mean of all")).isCloseTo(1.2, within(0.024)); // 1.2 / 0.75 times that
    List<Double> free = find(checks, "|w|_1, |w|_2", "without").byLibrary();
    List<Double> sparse = find(checks, "|w|_1, |w|_2", "L1").byLibrary();
    List<Double> small = find(checks, "|w|_1, |w|_2", "L2").byLibrary();
    assertThat(sparse.get(0)).isLessThan(free.get(0));
    assertThat(small.get(1)).isLessThan(0.8 * free.get(1));
    // (1.5^10 - 1)² = (57.6650390625 - 1)²
    assertBoth(find(checks, "L", "before step 1, clipped"), 3210.926651954651);
    assertThat(find(checks, "L", "before step 100, clipped").byLibrary().get(0)).isLessThan(1e-6);
    assertThat(find(checks, "L", "before step 3, not clipped").byLibrary())
        .containsExactly(Double.POSITIVE_INFINITY);
    List<Double> plain = find(checks, "‖∂L / ∂W_l‖", "plain").byLibrary();
    List<Double> residual = find(checks, "‖∂L / ∂W_l‖", "residual").byLibrary();
    assertThat(plain.get(0) / plain.get(11)).isLessThan(1e-6);
    assertThat(residual.get(0) / residual.get(11)).isGreaterThan(0.01);
  }

  private static double drawn(String text, String name) {
    String row = text.lines().filter(line -> line.contains(name)).findFirst().orElseThrow();
    return Double.parseDouble(row.substring(row.trim().lastIndexOf(' ') + 1).trim());
  }

  @Test
  void earlyStoppingEndsBeforeTheLastEpoch() {
    Lesson lesson = lesson(Subject.REGULARIZATION);
    double stop = find(lesson.checks(), "\"stop\"").byLibrary().get(0);
    double best = find(lesson.checks(), "\"best\"").byLibrary().get(0);
    assertThat(stop).isLessThan(400);
    assertThat(stop - best).isEqualTo(40); // the patience
    List<Double> losses = validationLosses(lesson);
    assertThat(losses).hasSize(400);
    assertThat(losses.get(399)).isGreaterThan(losses.get((int) best - 1));
  }

  private static List<Double> validationLosses(Lesson lesson) {
    return lesson.page().charts().stream()
        .filter(chart -> chart.title().equals("Learning and forgetting"))
        .map(LineChart.class::cast)
        .flatMap(chart -> chart.series().stream())
        .filter(series -> series.name().equals("validation"))
        .map(Series::y)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDifferenceIsNotPassedOver() {
    assertThat(Check.of("a", "a", 1, 1 + 1e-8).agrees()).isFalse();
    assertThat(Check.of("a", "a", 1, Double.NaN).agrees()).isFalse();
    assertThat(Check.of("a", "a", Networks.row(1, 2), Networks.row(1)).agrees()).isFalse();
    assertThat(Check.of("a", "a", 1000, 1000 + 1e-7).agrees()).isTrue();
    assertThat(Lesson.verdict(List.of(Check.of("a", "a", 1, 2))).text()).startsWith("1 of 1");
  }

  private static Lesson lesson(Subject subject) {
    return LESSONS.computeIfAbsent(subject, Subject::lesson);
  }

  private static void assertNames(Subject subject, Enum<?>... options) {
    String text = TextPage.render(lesson(subject).page(), WIDE);
    assertThat(text).contains(Arrays.stream(options).map(Settings::spell).toList());
  }

  private static Check find(List<Check> checks, String quantity) {
    return find(checks, quantity, "");
  }

  private static Check find(List<Check> checks, String quantity, String formula) {
    return checks.stream()
        .filter(c -> c.quantity().equals(quantity) && c.formula().contains(formula))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no check of " + quantity + " " + formula));
  }

  private static void assertBoth(Check check, double... expected) {
    for (List<Double> values : List.of(check.byHand(), check.byLibrary())) {
      assertThat(values).as(check.quantity()).hasSize(expected.length);
      for (int i = 0; i < expected.length; i++) {
        double bound = RELATIVE * Math.abs(expected[i]); // 0 is to be 0
        assertThat(values.get(i)).as(check.quantity()).isCloseTo(expected[i], within(bound));
      }
    }
  }
}
