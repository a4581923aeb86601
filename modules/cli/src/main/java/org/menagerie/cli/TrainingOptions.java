package org.menagerie.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.menagerie.core.ActivationFunction;
import org.menagerie.core.Initializer;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.LearningRateSchedule;
import org.menagerie.core.Loss;
import org.menagerie.core.Optimizer;
import org.menagerie.core.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options that stand for a key of the configuration: {@code --epochs 5} says what {@code --set
 * epochs=5} says.
 */
public final class TrainingOptions {
  /** Option, what its value is called, what it is for. */
  private record Key(String name, String label, String description) {}

  private static final List<Key> DATA =
      List.of(
          new Key("data", "NAME|PATH", "Built-in data set, file or folder."),
          new Key("label", "COLUMN", "Column to predict; the last one by default."),
          new Key("split", "T/V/S", "Percent for training, validation and test."),
          new Key("test", "PATH", "File or folder with the test part."),
          new Key("sequence-id", "COLUMN", "What tells the series of a long table apart."),
          new Key("time", "COLUMN", "Time stamps of a series."),
          new Key("horizon", "N", "Steps to forecast."));

  private static final List<Key> TRAINING =
      List.of(
          new Key("from", "RUN", "Starts from the layers of an earlier run."),
          new Key("freeze", "N", "First layers with parameters that stay as they were there."),
          new Key("epochs", "N", "Passes over the training part, at most."),
          new Key("batch-size", "N", "Examples in one update."),
          new Key("learning-rate", "X", "Step size."),
          new Key("optimizer", "NAME", oneOf(Optimizer.values())),
          new Key(
              "schedule",
              "NAME",
              "Learning rate over time: " + oneOf(LearningRateSchedule.values())),
          new Key("activation", "NAME", "Of hidden layers: " + oneOf(ActivationFunction.values())),
          new Key("loss", "NAME", oneOf(Loss.values())),
          new Key("weight-init", "NAME", oneOf(Initializer.values())),
          new Key("l1", "X", "Penalty on absolute weights."),
          new Key("l2", "X", "Penalty on squared weights."),
          new Key("dropout", "X", "Share of hidden outputs set to 0 in training."),
          new Key("clip-norm", "X", "Largest norm of a layer's gradient; 0: none."),
          new Key("clip-value", "X", "Largest entry of the gradient; 0: none."),
          new Key("patience", "N", "Epochs without improvement before stopping; 0: never."),
          new Key("seed", "N", "Of split, weights and order."));

  private final Map<String, String> changes = new LinkedHashMap<>();

  /** Adds the options that say where the data comes from. */
  public void addDataOptions(CommandSpec spec) {
    DATA.forEach(key -> add(spec, key));
  }

  /** Adds the options that say how to train, and {@code --set}. */
  public void addTrainingOptions(CommandSpec spec) {
    TRAINING.forEach(key -> add(spec, key));
    spec.addOption(
        OptionSpec.builder("--set")
            .paramLabel("KEY=VALUE")
            .arity("1")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("Any other option of data, plan or architecture; see describe.")
            .setter(TrainingOptions.<List<String>>setter(values -> values.forEach(this::set)))
            .build());
  }

  private void add(CommandSpec spec, Key key) {
    spec.addOption(
        OptionSpec.builder("--" + key.name())
            .paramLabel(key.label())
            .arity("1")
            .type(String.class)
            .description(key.description())
            .setter(TrainingOptions.<String>setter(value -> changes.put(key.name(), value)))
            .build());
  }

  private void set(String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      throw new InvalidInputException("--set takes key=value, was '" + assignment + "'");
    }
    changes.put(
        assignment.substring(0, equals).trim().toLowerCase(Locale.ROOT),
        assignment.substring(equals + 1).trim());
  }

  /** What was said, by key. */
  public Map<String, String> changes() {
    return changes;
  }

  private static String oneOf(Enum<?>... constants) {
    List<String> names = new ArrayList<>();
    Arrays.stream(constants).map(Settings::spell).forEach(names::add);
    return String.join(", ", names) + ".";
  }

  /** A picocli setter that ignores the reset to null before parsing. */
  private static <T> picocli.CommandLine.Model.ISetter setter(java.util.function.Consumer<T> use) {
    return new picocli.CommandLine.Model.ISetter() {
      @Override
      @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // picocli's own contract
      public <V> V set(V value) {
        if (value != null) {
          use.accept((T) value);
        }
        return null;
      }
    };
  }
}
