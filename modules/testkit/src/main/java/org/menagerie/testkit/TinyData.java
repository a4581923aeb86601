package org.menagerie.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.menagerie.core.InputShape;
import org.menagerie.core.InputShape.Features;
import org.menagerie.core.InputShape.Image;
import org.menagerie.core.InputShape.Sequence;
import org.menagerie.core.InputShape.Tokens;
import org.menagerie.core.Seeds;
import org.menagerie.core.Splits;
import org.menagerie.core.Target;
import org.menagerie.core.Target.ClassPerStep;
import org.menagerie.core.Target.Classes;
import org.menagerie.core.Target.NextSymbol;
import org.menagerie.core.Target.Value;
import org.menagerie.core.Target.Values;
import org.menagerie.core.Task;

/**
 * Synthetic data that a network learns in seconds: classes that a threshold separates, values that
 * are smooth functions of the input.
 *
 * @param task its {@code examples} is the size of the training part
 * @param masked whether series end early, each at its own step
 */
public record TinyData(Task task, boolean masked) {
  private static final int TRAIN = 24;
  private static final int HELD_OUT = 12;

  /** Refuses a mask on examples without steps. */
  public TinyData {
    if (masked && TinyExamples.steps(task.input()) == 1) {
      throw new IllegalArgumentException("examples without steps have no mask: " + task.input());
    }
  }

  /** Data of 24 training examples, all series of full length. */
  public static TinyData of(InputShape input, Target target) {
    return new TinyData(new Task(input, target, TRAIN), false);
  }

  /** Every kind of shape with every target that it can have. */
  public static List<TinyData> all() {
    List<TinyData> all = new ArrayList<>();
    for (InputShape input : List.of(new Features(5), new Image(8, 8, 1), new Image(8, 6, 3))) {
      all.add(of(input, classes(3)));
      all.add(of(input, values(2)));
    }
    for (InputShape input : List.of(new Sequence(7, 3), new Tokens(7, 11))) {
      for (Target target : List.of(classes(3), values(2), classPerStep(3))) {
        all.add(of(input, target));
        all.add(of(input, target).withMask());
      }
    }
    TinyData text = of(new Tokens(7, 6), nextSymbol(4));
    all.add(text);
    all.add(text.withMask());
    return List.copyOf(all);
  }

  /** Tasks of 10, 1,000 and 60,000 examples, with shapes from tiny to a picture's or a text's. */
  public static List<Task> tasksOfEverySize() {
    List<Task> tasks = new ArrayList<>(all().stream().map(TinyData::task).distinct().toList());
    for (InputShape input :
        List.of(
            new Features(784),
            new Image(28, 28, 1),
            new Image(32, 32, 3),
            new Sequence(60, 6),
            new Tokens(200, 5_000))) {
      tasks.add(new Task(input, classes(10), TRAIN));
    }
    return tasks.stream()
        .flatMap(
            task ->
                Stream.of(10, 1_000, 60_000)
                    .map(examples -> new Task(task.input(), task.target(), examples)))
        .toList();
  }

  /** The same with series that end early. */
  public TinyData withMask() {
    return new TinyData(task, true);
  }

  /** Classes named a, b, c and so on. */
  public static Classes classes(int size) {
    return new Classes(labels(size));
  }

  /** Classes named a, b, c and so on, one at every step. */
  public static ClassPerStep classPerStep(int size) {
    return new ClassPerStep(labels(size));
  }

  /** Symbols named a, b, c and so on, the next one at every step. */
  public static NextSymbol nextSymbol(int size) {
    return new NextSymbol(labels(size));
  }

  /** Values in units with a mean of 10 and a scale of 2. */
  public static Values values(int size) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(new Value("value-" + i, 10, 2, 1.5));
    }
    return new Values(values);
  }

  /** The three parts; 12 examples each for validation and test. */
  public Splits splits(long seed) {
    return new Splits(
        new TinyExamples(task, masked, task.examples(), Seeds.derive(seed, 0)),
        new TinyExamples(task, masked, HELD_OUT, Seeds.derive(seed, 1)),
        new TinyExamples(task, masked, HELD_OUT, Seeds.derive(seed, 2)));
  }

  /** As a test report shows it. */
  @Override
  public String toString() {
    return task.input()
        + (masked ? " masked" : "")
        + " to "
        + task.target().size()
        + " "
        + task.target().getClass().getSimpleName();
  }

  private static List<String> labels(int size) {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      labels.add(Character.toString('a' + i));
    }
    return labels;
  }
}
