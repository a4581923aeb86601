package org.menagerie.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.core.InvalidInputException;

class SearchSpaceTest {

  private static SearchSpace space(String... specs) {
    return new SearchSpace(Stream.of(specs).map(SpaceSpec::parse).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "log:1.0E-4..0.1",
        "real:0..0.5",
        "int:1..4",
        "logint:16..256",
        "choice:64|64,64",
        "real:0..1 if optimizer=nesterov|momentum"
      })
  void aSpecIsWrittenAsItWasRead(String spec) {
    assertThat(SpaceSpec.parse("key", spec).spec()).isEqualTo(spec);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a=real:2..1; range of a is empty: 2..1",
        "a=log:0..1; log range of a must be above 0, was 0..1",
        "a=log:-1..1; log range of a must be above 0, was -1..1",
        "a=choice:; range of a is empty",
        "a=choice:x,x; choices of a must differ",
        "a=many; range of a must be log:LOW..HIGH",
        "a=int:1..x; must have whole numbers as its ends, was 'x'",
        "a=real:0..1 if; condition of a must be 'if KEY=VALUE'",
        "a=real:0..1 if b; condition of a must be 'if KEY=VALUE'",
        "a; --space takes key=spec, was 'a'"
      })
  void aBadSpecIsRefusedWithItsValue(String spec, String message) {
    assertThatThrownBy(() -> SpaceSpec.parse(spec))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"real:-2..3", "log:1e-5..10", "int:3..9", "logint:2..500", "choice:a,b,c"})
  void unitsAndValuesAgree(String spec) {
    Parameter parameter = SpaceSpec.parse("key", spec);
    for (double unit = 0; unit <= 1; unit += 0.01) {
      String text = parameter.text(unit);
      double middle = parameter.canonical(unit);
      assertThat(parameter.text(middle)).isEqualTo(text);
      assertThat(parameter.unit(text)).isCloseTo(middle, within(1e-4));
    }
  }

  @Test
  void everyWholeNumberHasItsShare() {
    Parameter parameter = SpaceSpec.parse("key", "int:1..4");
    assertThat(Stream.of(0.0, 0.249, 0.251, 0.499, 0.501, 0.749, 0.751, 1.0).map(parameter::text))
        .containsExactly("1", "1", "2", "2", "3", "3", "4", "4");
  }

  @Test
  void aConditionalParameterIsThereOnlyWithItsValue() {
    SearchSpace space =
        space("momentum=real:0..1 if optimizer=nesterov", "optimizer=choice:adam,nesterov");
    assertThat(space.getValue(new double[] {0.1, 0.5})).isEqualTo(Map.of("optimizer", "adam"));
    assertThat(space.getValue(new double[] {0.9, 0.5}))
        .isEqualTo(Map.of("optimizer", "nesterov", "momentum", "0.5"));
    assertThat(space.canonical(new double[] {0.1, 0.5})[1]).isNaN();
  }

  @Test
  void whatDependsOnAParameterThatDoesNotCountDoesNotCount() {
    SearchSpace space =
        space(
            "momentum=real:0..1 if optimizer=nesterov",
            "optimizer=choice:nesterov,sgd if slow=yes",
            "slow=choice:yes,no");
    assertThat(space.getValue(new double[] {0.9, 0.1, 0.5})).isEqualTo(Map.of("slow", "no"));
    assertThat(space.getValue(new double[] {0.1, 0.1, 0.5}).keySet())
        .containsExactly("slow", "optimizer", "momentum");
  }

  @Test
  void aPointStandsForValuesThatTheSpaceHolds() {
    SearchSpace space =
        space(
            "rate=log:1e-4..1",
            "layers=int:1..4",
            "hidden=choice:16|64,64",
            "momentum=real:0..1 if optimizer=nesterov",
            "optimizer=choice:adam,nesterov");
    Map<String, String> values =
        Map.of("rate", "0.01", "layers", "3", "hidden", "64,64", "optimizer", "adam");
    assertThat(space.getValue(space.point(values).orElseThrow())).isEqualTo(values);
    assertThat(space.point(Map.of("rate", "0.01"))).isEmpty();
    Map<String, String> outside = new HashMap<>(values);
    outside.put("layers", "5");
    assertThat(space.point(outside)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "choice:16|32; 8; choice:8|16|32",
        "choice:1e-3|1e-2; 0.001; choice:1e-3|1e-2",
        "choice:64|64,64; 32; choice:64|64,64|32",
        "real:0..0.5; 0.7; real:0..0.7",
        "log:1.0E-4..0.1; 1.0E-5; log:1.0E-5..0.1",
        "log:1.0E-4..0.1; 0; log:1.0E-4..0.1",
        "int:2..4; 1; int:1..4",
        "logint:2..4; 64,64; logint:2..4"
      })
  void aRangeIsWidenedByAValue(String spec, String value, String wider) {
    assertThat(SpaceSpec.parse("key", spec).with(value).spec()).isEqualTo(wider);
  }

  @Test
  void theNearestOfWhatASpaceDoesNotHoldStandsInForIt() {
    SearchSpace space =
        space(
            "batch=choice:16|64",
            "rate=log:1e-4..1e-2",
            "hidden=logint:8..64",
            "optimizer=choice:nesterov|sgd",
            "momentum=real:0.5..0.8 if optimizer=nesterov");
    Map<String, String> values =
        Map.of(
            "batch",
            "8",
            "rate",
            "0.001",
            "hidden",
            "64,64",
            "optimizer",
            "adam",
            "momentum",
            "0.9");
    assertThat(space.nearest(values))
        .isEqualTo(
            Map.of(
                "batch",
                "16",
                "rate",
                "0.001",
                "hidden",
                "8",
                "optimizer",
                "nesterov",
                "momentum",
                "0.8"));
    assertThat(space.missing(values)).containsOnlyKeys("batch", "hidden", "optimizer", "momentum");
    assertThat(space.point(space.nearest(values))).isPresent();
  }

  @Test
  void aConditionOnNothingIsRefused() {
    assertThatThrownBy(() -> space("a=int:1..2 if optimiser=adam", "optimizer=choice:adam,sgd"))
        .hasMessageContaining("did you mean optimizer?");
    assertThatThrownBy(() -> space("a=int:1..2 if b=x", "b=choice:x,y if a=1"))
        .hasMessageContaining("depend on each other");
    assertThatThrownBy(() -> space("a=int:1..2 if b=nadam", "b=choice:adam,sgd"))
        .hasMessageContaining("did you mean adam?");
  }

  @Test
  void parametersOfEqualRangesStayApart() {
    // Arbiter's own collections took two equal spaces for one
    SearchSpace space = space("a=real:0..1", "b=real:0..1", "c=real:0..1");
    assertThat(space.collectLeaves()).hasSize(3);
    assertThat(List.copyOf(space.getValue(new double[] {0.1, 0.2, 0.3}).values()))
        .containsExactly("0.1", "0.2", "0.3");
  }
}
