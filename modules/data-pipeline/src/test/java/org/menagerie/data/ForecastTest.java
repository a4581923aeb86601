package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.core.ExampleUnits;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Settings;
import org.menagerie.core.Splits;
import org.menagerie.core.Target;

class ForecastTest {
  @TempDir private Path folder;

  @Test
  void theLastTwoYearsOfTheBuiltInSeriesAreOneForecast() {
    for (String name : List.of("co2", "airpassengers")) {
      Prepared prepared = builtIn(name).prepare(1);
      assertThat(prepared.splits().test().size()).isEqualTo(1);
      assertThat(prepared.splits().validation().size()).isEqualTo(1);
      assertThat(((Target.Values) prepared.splits().test().target()).names())
          .hasSize(24)
          .last()
          .isEqualTo(name.equals("co2") ? "ppm t+24" : "thousands t+24");
      assertThat(prepared.encoder().input()).isEqualTo(new InputShape.Sequence(24, 2));
    }
  }

  @Test
  void targetsOfTheTestPartLieBehindAllOthers() {
    Splits splits =
        open(monthly(200, t -> Math.sin(t) + t), Map.of("horizon", "5")).prepare(3).splits();
    assertThat(range(splits.train())[1]).isLessThan(range(splits.validation())[0]);
    assertThat(range(splits.validation())[1]).isLessThan(range(splits.test())[0]);
    assertThat(range(splits.test())[1]).isEqualTo("2016-08"); // the last of 200 months
  }

  @Test
  void whatIsFittedDoesNotSeeTheTestPart() {
    IntToDoubleFunction wave = t -> Math.sin(t * Math.PI / 6) + 0.01 * t;
    Encoder one = open(monthly(120, wave), Map.of("horizon", "6")).prepare(1).encoder();
    Encoder other =
        open(monthly(120, t -> t >= 96 ? 1e6 * t : wave.applyAsDouble(t)), Map.of("horizon", "6"))
            .prepare(1)
            .encoder();
    assertThat(other).isEqualTo(one);
  }

  @Test
  void labelsInUnitsAreTheTruth() {
    for (String name : List.of("co2", "airpassengers")) {
      Examples train = builtIn(name).prepare(1).splits().train();
      ForecastExamples windows = (ForecastExamples) train;
      ExampleUnits units = train.units().orElseThrow();
      float[][] labels = train.batch(TestTables.all(train)).getLabels().toFloatMatrix();
      for (int i = 0; i < labels.length; i++) {
        for (int v = 0; v < 24; v++) {
          double truth = windows.truth(i, v);
          assertThat(units.toUnits(i, v, labels[i][v])).isCloseTo(truth, within(1e-5 * truth));
        }
      }
    }
  }

  @Test
  void anOutputOfZeroIsTheSeasonalNaiveForecastWithDrift() {
    Dataset dataset = open(monthly(120, t -> t % 12 + 0.5 * t), Map.of("horizon", "14"));
    Examples test = dataset.prepare(1).splits().test();
    ForecastExamples windows = (ForecastExamples) test;
    for (int v = 0; v < 14; v++) {
      // the season repeats, and the trend of 6 a year goes on
      assertThat(test.units().orElseThrow().toUnits(0, v, 0))
          .isCloseTo(windows.truth(0, v), within(1e-9));
      assertThat(windows.seasonalNaive(0, v))
          .isCloseTo(windows.truth(0, v) - (v < 12 ? 6 : 12), within(1e-9));
    }
  }

  @Test
  void growthInProportionIsReadInLogarithms() {
    assertThat(transform(builtIn("airpassengers")).logarithm()).isTrue();
    assertThat(transform(builtIn("co2")).logarithm()).isFalse();
    assertThat(transform(builtIn("co2")).season()).isEqualTo(12);
  }

  @Test
  void seasonsAreFoundWithoutTimeStamps() {
    for (int season : new int[] {5, 12, 24}) {
      Dataset dataset =
          open(counted(300, t -> Math.sin(2 * Math.PI * t / season)), Map.of("horizon", "3"));
      assertThat(transform(dataset).season()).isEqualTo(season);
    }
    java.util.SplittableRandom random = new java.util.SplittableRandom(7);
    Path noise = counted(300, t -> random.nextDouble());
    assertThat(transform(open(noise, Map.of("horizon", "3"))).season()).isEqualTo(1);
  }

  @Test
  void errorOfReferenceIsThatOfTheSeasonalNaiveForecast() {
    double[] values = {1, 5, 2, 9, 4, 10, 0};
    assertThat(SeriesTransform.naiveError(values, 6, 2))
        .isEqualTo((Math.abs(2 - 1) + Math.abs(9 - 5) + Math.abs(4 - 2) + 1) / 4.0);
  }

  @Test
  void intervalsAreQuantilesOfTheValidationPartsErrors() {
    ForecastEncoder encoder = (ForecastEncoder) builtIn("co2").prepare(1).encoder();
    Examples validation = builtIn("co2").prepare(1).splits().validation();
    float[][] outputs = validation.batch(new int[] {0}).getLabels().dup().toFloatMatrix();
    for (int v = 0; v < 24; v++) {
      outputs[0][v] += v * (v % 2 == 0 ? 1 : -1); // errors 0 to 23
      outputs[0][v] /= encoder.trust().get(0).floatValue();
    }
    ForecastEncoder calibrated = encoder.calibrated(validation, outputs);
    assertThat(calibrated.trust()).isEqualTo(encoder.trust()); // a single window has no say
    // the 23rd of 24: the smallest whole number not below 0.9 * 25
    assertThat(calibrated.halfWidths().get(0)).isCloseTo(22, within(1e-4));
    assertThat(Encoder.fromJson(calibrated.toJson())).isEqualTo(calibrated);
  }

  @Test
  void figuresOfAPerfectNetworkAreNought() {
    Prepared prepared = builtIn("airpassengers").prepare(1);
    Examples test = prepared.splits().test();
    Examples validation = prepared.splits().validation();
    ForecastEncoder encoder =
        ((ForecastEncoder) prepared.encoder())
            .calibrated(validation, new float[validation.size()][24]);
    float[][] truth =
        test.batch(new int[] {0}).getLabels().div(encoder.trust().get(0)).toFloatMatrix();
    ForecastFigures figures = ForecastFigures.of(encoder, test, truth);
    assertThat(figures.errors().get("model").mae()).isLessThan(1e-3);
    assertThat(figures.coverage()).isEqualTo(1);
    // 1958 against 1959 and 1960, by hand: 1,710 over 24 months
    assertThat(figures.errors().get("seasonalNaive").mae()).isCloseTo(71.25, within(1e-9));
    assertThat(figures.last()).hasSize(24);
    assertThat(figures.last().get(0).stamp()).isEqualTo("1959-01");
    assertThat(figures.last().get(0).naive()).isEqualTo(337);
  }

  @Test
  void aSeriesThatReturnsToItsMeanIsDrawnTowardsIt() {
    double[] ar = autoregression(0.9, 600, 3);
    Prepared prepared = open(counted(600, t -> 50 + ar[t]), Map.of("horizon", "12")).prepare(1);
    MeanReversion found = ((ForecastEncoder) prepared.encoder()).series().get(0).reversion();
    assertThat(found.weight()).isBetween(0.7, 1.0);
    assertThat(found.mean()).isCloseTo(50, within(1.5));
    ForecastExamples test = (ForecastExamples) prepared.splits().test();
    ExampleUnits units = test.units().orElseThrow();
    double said = 0;
    double naive = 0;
    double best = 0;
    for (int i = 0; i < test.size(); i++) {
      for (int v = 0; v < 12; v++) {
        double truth = test.truth(i, v);
        said += Math.abs(units.toUnits(i, v, 0) - truth);
        naive += Math.abs(test.naive(i, v) - truth);
        best += Math.abs(50 + Math.pow(0.9, v + 1) * (test.naive(i, v) - 50) - truth);
      }
    }
    assertThat(said).isLessThan(1.1 * best).isLessThan(0.95 * naive);
  }

  @Test
  void aNetworkSeesTheLevelOfASeriesThatReturnsToItsMean() {
    double[] ar = autoregression(0.9, 600, 3);
    Examples train =
        open(counted(600, t -> 50 + ar[t]), Map.of("horizon", "12")).prepare(1).splits().train();
    float[][][] first = new float[2][][];
    for (int i = 0; i < 2; i++) { // the last step, whose distance from the window's last is 0
      float[][] window = train.batch(new int[] {i}).getFeatures().slice(0).toFloatMatrix();
      first[i] = window;
      assertThat(window[0][window[0].length - 1]).isNotZero();
    }
    assertThat(first[0][0][first[0][0].length - 1])
        .isEqualTo(first[1][0][first[1][0].length - 2]); // seen from one place
  }

  @Test
  void aWalkAndASeriesOfAnotherMeanInValidationAreNotDrawnBack() {
    double[] walk = autoregression(1, 600, 3);
    assertThat(transform(open(counted(600, t -> walk[t]), Map.of("horizon", "12"))).reversion())
        .isEqualTo(MeanReversion.NONE);
    double[] ar = autoregression(0.8, 600, 3);
    Path jump = counted(600, t -> ar[t] + (t < 360 ? 0 : 20)); // 360 steps to learn from
    assertThat(transform(open(jump, Map.of("horizon", "12"))).reversion())
        .isEqualTo(MeanReversion.NONE);
    Path line = counted(200, t -> 3 * t); // changes that are all alike
    assertThat(transform(open(line, Map.of("horizon", "4"))).reversion())
        .isEqualTo(MeanReversion.NONE);
  }

  @Test
  void encodersOfEarlierVersionsKnowNoReturn() {
    ForecastEncoder encoder = (ForecastEncoder) builtIn("co2").prepare(1).encoder();
    String earlier = encoder.toJson().replaceFirst("\"reversion\"\\s*:\\s*\\{[^}]*}\\s*,", "");
    assertThat(earlier).doesNotContain("reversion");
    assertThat(Encoder.fromJson(earlier)).isEqualTo(encoder);
  }

  @Test
  void aSeriesFarFromTheMeanIsNoted() {
    double[] ar = autoregression(0.8, 400, 3);
    ForecastEncoder encoder =
        (ForecastEncoder)
            open(counted(400, t -> ar[t]), Map.of("horizon", "4")).prepare(1).encoder();
    assertThat(encoder.continuation(counted(100, t -> ar[t])).notes()).isEmpty();
    assertThat(encoder.continuation(counted(100, t -> ar[t] + 100)).notes())
        .containsExactly(
            "v ends far from the values of the training, whose mean forecasts are drawn to");
  }

  private static double[] autoregression(double coefficient, int steps, long seed) {
    java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
    double[] values = new double[steps];
    for (int t = 1; t < steps; t++) {
      values[t] = coefficient * values[t - 1] + random.nextGaussian();
    }
    return values;
  }

  @Test
  void aNetworkThatHasSeenLittleIsBelievedLess() {
    // 96 steps less 36 of history and season, over 24; 420 less 36, over 24
    assertThat(((ForecastEncoder) builtIn("airpassengers").prepare(1).encoder()).trust().get(0))
        .isCloseTo(2.5 / 6.5, within(1e-12));
    assertThat(((ForecastEncoder) builtIn("co2").prepare(1).encoder()).trust().get(0))
        .isCloseTo(16 / 20.0, within(1e-12));
  }

  @Test
  void continuationsCountOnByTheCalendar() {
    assertThat(after("2024-11", "2024-12", 2)).isEqualTo("2025-02");
    assertThat(after("2023-12-31", "2024-01-31", 1)).isEqualTo("2024-02-29");
    assertThat(after("2024-01-01", "2024-02-01", 3)).isEqualTo("2024-05-01");
    assertThat(after("2024-02-27", "2024-02-28", 2)).isEqualTo("2024-03-01");
    assertThat(after("2024-01-31T22:00:00", "2024-01-31T23:00:00", 1))
        .isEqualTo("2024-02-01T00:00:00");
    assertThat(after("7", "9", 2)).isEqualTo("13");
    assertThat(after("1959.083", "1959.166", 3)).isEqualTo("1959.415");
    assertThat(after("1700000000120.5", "1700000000125.75", 2)).isEqualTo("1700000000136.25");
  }

  @Test
  void encoderContinuesASeriesWithItsStamps() {
    ForecastEncoder encoder =
        (ForecastEncoder)
            open(monthly(120, t -> t % 12), Map.of("horizon", "3")).prepare(1).encoder();
    ForecastEncoder.Continuation next = encoder.continuation(monthly(60, t -> t % 12));
    assertThat(next.stamps()).containsExactly("2005-01", "2005-02", "2005-03");
    assertThat(next.examples().size()).isEqualTo(1);
    assertThatThrownBy(() -> encoder.continuation(monthly(20, t -> t % 12)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("m.csv has 20 steps; the model needs at least 36");
  }

  @Test
  void evaluationLeavesOutWhatWasLearned() {
    Path file = monthly(120, t -> t % 12 + t * t % 7);
    ForecastEncoder encoder =
        (ForecastEncoder) open(file, Map.of("horizon", "3")).prepare(1).encoder();
    LabelledFile own = encoder.encodeLabelled(file.toString());
    // the test part of 24 months holds 22 windows of 3; 84 others have all they need
    assertThat(own.examples().size()).isEqualTo(22);
    assertThat(((ForecastExamples) own.examples()).stamp(0, 0)).isEqualTo("2008-01");
    assertThat(own.notes())
        .anyMatch(
            note -> note.endsWith("left out: the model has learned from what is up to 2007-12"));
    Path longer = monthly(130, t -> t % 12 + t * t % 7);
    assertThat(encoder.encodeLabelled(longer.toString()).examples().size()).isEqualTo(32);
    Path other = monthly(120, t -> t % 12 + t * t % 5); // another series at the same time
    assertThat(encoder.encodeLabelled(other.toString()).examples().size()).isGreaterThan(80);
    Path known = monthly(97, t -> t % 12 + t * t % 7);
    assertThatThrownBy(() -> encoder.encodeLabelled(known.toString()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "m.csv: the model has learned from what is up to 2007-12; 3 steps are needed behind"
                + " it, was 1");
  }

  @Test
  void severalSeriesAreForecastTogether() {
    StringBuilder text = new StringBuilder("a,b\n");
    for (int t = 0; t < 100; t++) {
      text.append(t % 7).append(',').append(t * t % 11).append('\n');
    }
    Dataset dataset = open(write(text.toString()), Map.of("horizon", "2"));
    Splits splits = dataset.prepare(1).splits();
    assertThat(((Target.Values) splits.train().target()).names())
        .containsExactly("a t+1", "a t+2", "b t+1", "b t+2");
    assertThat(((InputShape.Sequence) splits.train().input()).features()).isEqualTo(4);
    assertThat(
            ((Target.Values)
                    open(write(text.toString()), Map.of("horizon", "2", "label", "b"))
                        .prepare(1)
                        .encoder()
                        .target())
                .names())
        .containsExactly("b t+1", "b t+2");
  }

  @Test
  void everySeriesHasASeasonOfItsOwnWhateverTheOrder() {
    java.util.SplittableRandom random = new java.util.SplittableRandom(3);
    StringBuilder text = new StringBuilder("noise,load\n");
    for (int t = 0; t < 300; t++) {
      text.append(random.nextDouble()).append(',').append(Math.sin(Math.PI * t / 12)).append('\n');
    }
    Path file = write(text.toString());
    for (String order : List.of("", "load,noise")) {
      Dataset dataset = open(file, Map.of("horizon", "6", "label", order));
      ForecastEncoder encoder = (ForecastEncoder) dataset.prepare(1).encoder();
      for (SeriesTransform series : encoder.series()) {
        assertThat(series.season()).isEqualTo(series.column().equals("load") ? 24 : 1);
      }
      assertThat(dataset.report().notes())
          .anyMatch(note -> note.startsWith("load: season: 24 steps"))
          .anyMatch(note -> note.startsWith("noise: season: none"));
    }
  }

  @Test
  void aColumnThatIsNoNumberIsNotDroppedInSilence() {
    StringBuilder text = new StringBuilder("v,kind\n");
    for (int t = 0; t < 80; t++) {
      text.append(t * t % 7).append(t % 2 == 0 ? ",even\n" : ",odd\n");
    }
    Path file = write(text.toString());
    assertThat(open(file, Map.of("horizon", "2")).report().notes())
        .contains("kind left out: not numbers");
    assertThat(open(file, Map.of("horizon", "2", "label", "v")).report().notes())
        .noneMatch(note -> note.contains("left out"));
  }

  @Test
  void theOnlyColumnOfDatesIsTheTime() {
    StringBuilder text = new StringBuilder("day,v\n");
    for (int t = 79; t >= 0; t--) {
      text.append(java.time.LocalDate.of(2024, 1, 1).plusDays(t)).append(',').append(t * t % 7);
      text.append('\n');
    }
    Dataset dataset = open(write(text.toString()), Map.of("horizon", "2"));
    assertThat(dataset.report().notes())
        .contains("rows sorted by day", "day is taken as the time of each row, as with --time");
    assertThat(((ForecastEncoder) dataset.prepare(1).encoder()).time()).isEqualTo("day");
    text.append("2024-01-01,3\n");
    Dataset twice = open(write(text.toString()), Map.of("horizon", "2"));
    assertThat(twice.report().notes())
        .anyMatch(n -> n.startsWith("rows are read in their order, as times cannot be used: m.csv"))
        .anyMatch(n -> n.contains("is there twice"));
  }

  @Test
  void truthsThatAreMissingAreNotScored() {
    StringBuilder text = new StringBuilder("v\n");
    for (int t = 0; t < 120; t++) {
      text.append(t == 110 ? "NA" : t == 111 ? "1e6" : Math.sin(Math.PI * t / 6) + 3).append('\n');
    }
    Prepared prepared = open(write(text.toString()), Map.of("horizon", "12")).prepare(1);
    Examples test = prepared.splits().test();
    ForecastExamples windows = (ForecastExamples) test;
    ExampleUnits units = test.units().orElseThrow();
    int unknown = 0;
    for (int i = 0; i < test.size(); i++) {
      for (int v = 0; v < 12; v++) {
        boolean missing = windows.stamp(i, v).equals("111"); // the moment of row 110, from 1
        assertThat(units.known(i, v)).isEqualTo(!missing);
        unknown += missing ? 1 : 0;
      }
    }
    assertThat(unknown).isPositive();
    Examples validation = prepared.splits().validation();
    ForecastEncoder encoder =
        ((ForecastEncoder) prepared.encoder())
            .calibrated(validation, new float[validation.size()][12]);
    ForecastFigures figures = ForecastFigures.of(encoder, test, new float[test.size()][12]);
    assertThat(figures.last().stream().filter(step -> step.truth() == null).count())
        .isEqualTo(figures.last().stream().filter(step -> step.stamp().equals("111")).count());
    assertThat(figures.errors().get("model").mae()).isFinite();
  }

  @Test
  void theValidationPartDecidesHowFarANetworkIsBelieved() {
    Dataset dataset = open(counted(400, t -> Math.sin(t * t)), Map.of("horizon", "2"));
    Prepared prepared = dataset.prepare(1);
    Examples validation = prepared.splits().validation();
    float[][] right = validation.batch(TestTables.all(validation)).getLabels().toFloatMatrix();
    ForecastEncoder encoder = (ForecastEncoder) prepared.encoder();
    double prior = encoder.trust().get(0);
    assertThat(encoder.calibrated(validation, right).trust().get(0)).isGreaterThan(prior);
    float[][] wrong = new float[right.length][2];
    for (int i = 0; i < right.length; i++) {
      for (int v = 0; v < 2; v++) {
        wrong[i][v] = -right[i][v];
      }
    }
    ForecastEncoder doubted = encoder.calibrated(validation, wrong);
    // 0 in so far as there are windows but one, and the prior for 4
    int windows = (right.length + 1) / 2;
    assertThat(doubted.trust().get(0)).isCloseTo(4 * prior / (windows - 1 + 4), within(1e-12));
    ExampleUnits units = doubted.current(prepared.splits().test()).units().orElseThrow();
    assertThat(units.predicted(0, 0, 1))
        .isCloseTo(units.toUnits(0, 0, doubted.trust().get(0)), within(1e-12));
  }

  @Test
  void whatChanceMayAddIsNotBelieved() {
    double[] outputs = {1, 1, 1, 1, 1, 1};
    int[] blocks = {0, 1, 2, 3, 4, 5};
    double steady = Belief.of(outputs, new double[] {1, 1, 1, 1, 1, 1}, blocks, 0.5);
    assertThat(steady).isCloseTo((5 + 4 * 0.5) / 9, within(1e-12));
    // right on average, but by less than two standard errors
    double lucky = Belief.of(outputs, new double[] {4, -3, 3, -2, 3, 1}, blocks, 0.5);
    assertThat(lucky).isCloseTo(4 * 0.5 / 9, within(1e-12));
    assertThat(Belief.of(outputs, outputs, new int[6], 0.5)).isEqualTo(0.5);
  }

  @Test
  void aShorterSeriesWithoutTimeStampsIsKnownAsAnother() {
    ForecastEncoder encoder =
        (ForecastEncoder)
            open(counted(240, t -> t % 12 + t * t % 7), Map.of("horizon", "3"))
                .prepare(1)
                .encoder();
    Path other = counted(110, t -> 5 + t % 12 + t * t % 5);
    assertThat(encoder.encodeLabelled(other.toString()).examples().size()).isGreaterThan(20);
    Path same = counted(110, t -> t % 12 + t * t % 7);
    assertThatThrownBy(() -> encoder.encodeLabelled(same.toString()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the model has learned from what is up to");
  }

  @Test
  void stampsGoOnInTheFormOfTheInput() {
    assertThat(after("2024-03-03 10:00", "2024-03-03 11:00", 1)).isEqualTo("2024-03-03 12:00");
    assertThat(after("2024/03/03 10:00:00", "2024/03/03 11:00:00", 13))
        .isEqualTo("2024/03/04 00:00:00");
    assertThat(after("2024-03-03T10:00:00Z", "2024-03-03T11:00:00Z", 1))
        .isEqualTo("2024-03-03T12:00:00Z");
    assertThat(after("2024/01/30", "2024/01/31", 1)).isEqualTo("2024/02/01");
    assertThat(after("2024/01", "2024/02", 1)).isEqualTo("2024/03");
  }

  @Test
  void rowsAreSortedAndSmallGapsFilled() {
    StringBuilder text = new StringBuilder("day,v\n");
    for (int t = 59; t >= 0; t--) {
      if (t != 30) {
        text.append(java.time.LocalDate.of(2024, 1, 1).plusDays(t))
            .append(',')
            .append(t * t % 7 + t);
        text.append('\n');
      }
    }
    Dataset dataset = open(write(text.toString()), Map.of("horizon", "2", "time", "day"));
    assertThat(dataset.examples()).isEqualTo(60);
    assertThat(dataset.report().notes())
        .contains(
            "rows sorted by day",
            "1 moment between others missing in day",
            "values missing at some of the 60 steps, filled with the one a season (without: a step)"
                + " before: v 1");
  }

  @Test
  void whatIsMissingIsNotMadeUpFromWhatCameLater() {
    double nan = Double.NaN;
    double[] values = {nan, nan, 2, nan, nan, 5, nan};
    assertThat(Gaps.carry(values, 1)).isEqualTo(5);
    assertThat(values).containsExactly(2, 2, 2, 2, 2, 5, 5);
    double[] seasonal = {1, 2, 3, nan, 5, nan, nan};
    assertThat(Gaps.carry(seasonal, 3)).isEqualTo(3);
    assertThat(seasonal).containsExactly(1, 2, 3, 1, 5, 3, 1);
    double[] none = {nan, nan};
    assertThat(Gaps.carry(none, 1)).isEqualTo(2);
    assertThat(none).containsExactly(nan, nan);
  }

  @Test
  void missingValuesAreNoted() {
    StringBuilder text = new StringBuilder("v\n");
    for (int t = 0; t < 80; t++) {
      text.append(t % 3 == 1 ? "NA" : t % 7).append('\n');
    }
    assertThat(open(write(text.toString()), Map.of("horizon", "2")).report().notes())
        .anyMatch(note -> note.startsWith("values missing at some of the 80 steps"))
        .anyMatch(note -> note.endsWith("before: v 27"));
  }

  @Test
  void seriesThatCannotBeForecastAreRefusedInOneLine() {
    refused(counted(12, t -> t % 5), Map.of("horizon", "5"), "m.csv has 12 steps; a horizon of 5");
    refused(counted(80, t -> 3), Map.of("horizon", "2"), "every value to learn from is 3.0");
    refused(write("t,v\n1,1\n2,2\n2,3\n"), timed(), "m.csv line 4, column t: the time stamp '2'");
    refused(write("t,v\n1,1\n2,2\n3,3\n4.5,4\n"), timed(), "are not equally spaced");
    refused(write("t,v\n1,1\n2,2\n3,3\n9,4\n"), timed(), "5 moments are missing of 9");
    refused(write("t,v\nmon,1\ntue,2\n"), timed(), "time stamps must be numbers, months");
    refused(write("t,v\n1,1\n,2\n3,3\n"), timed(), "line 3, column t: a time stamp is missing");
    refused(counted(80, t -> t % 5), Map.of("horizon", "0"), "horizon must be a whole number");
    refused(
        counted(80, t -> t % 5),
        Map.of("horizon", "2", "history", "99"),
        "history must be at most");
    refused(counted(80, t -> t % 5), Map.of("horizon", "2", "label", "w"), "label 'w' is not a");
  }

  private static Map<String, String> timed() {
    return Map.of("horizon", "1", "time", "t");
  }

  private void refused(Path file, Map<String, String> more, String message) {
    assertThatThrownBy(() -> Datasets.open(Settings.with(TestTables.options(file), more)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  private static String after(String first, String second, int steps) {
    List<String> stamps = List.of(first, second);
    TimeAxis.Unit unit = TimeAxis.unit(stamps);
    double[] positions = stamps.stream().mapToDouble(s -> TimeAxis.position(unit, s)).toArray();
    return TimeAxis.of(unit, positions).after(second, steps);
  }

  private static SeriesTransform transform(Dataset dataset) {
    return ((ForecastEncoder) dataset.prepare(1).encoder()).series().get(0);
  }

  // first and last stamp of what a part's windows predict
  private static String[] range(Examples examples) {
    ForecastExamples windows = (ForecastExamples) examples;
    return new String[] {
      windows.stamp(0, 0), windows.stamp(windows.size() - 1, windows.target().size() - 1)
    };
  }

  private static Dataset builtIn(String name) {
    return Datasets.open(Settings.with(DataOptions.defaults(), Map.of("data", name)));
  }

  private static Dataset open(Path file, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    if (columns(file).startsWith("month,")) {
      all.put("time", "month");
    }
    return Datasets.open(Settings.with(TestTables.options(file), all));
  }

  private static String columns(Path file) {
    try {
      return java.nio.file.Files.readString(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Path counted(int steps, IntToDoubleFunction value) {
    StringBuilder text = new StringBuilder("v\n");
    for (int t = 0; t < steps; t++) {
      text.append(value.applyAsDouble(t)).append('\n');
    }
    return write(text.toString());
  }

  private Path monthly(int steps, IntToDoubleFunction value) {
    StringBuilder text = new StringBuilder("month,v\n");
    for (int t = 0; t < steps; t++) {
      String month = String.format(Locale.ROOT, "%d-%02d", 2000 + t / 12, t % 12 + 1);
      text.append(month).append(',').append(value.applyAsDouble(t)).append('\n');
    }
    return write(text.toString());
  }

  private Path write(String text) {
    return TestTables.write(folder, "m.csv", text);
  }
}
