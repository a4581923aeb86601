package org.menagerie.search.space;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.distribution.LogUniformDistribution;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.menagerie.core.HyperParameter.Choice;
import org.menagerie.core.HyperParameter.Range;
import org.menagerie.core.HyperParameter.Real;
import org.menagerie.core.HyperParameter.Whole;
import org.menagerie.core.InvalidInputException;

/**
 * One thing to search, and how a number in [0, 1] stands for its values.
 *
 * @param condition when it counts; always where empty
 */
public record Parameter(String key, Range range, Optional<Condition> condition) {
  private static final MathContext DIGITS = new MathContext(6); // more than any training can tell

  /** Refuses ranges without values and logarithms of what has none. */
  public Parameter {
    if (range instanceof Real real) {
      check(key, real.low(), real.high(), real.logarithmic());
    } else if (range instanceof Whole whole) {
      check(key, whole.low(), whole.high(), whole.logarithmic());
    } else if (((Choice) range).values().isEmpty()) {
      throw new InvalidInputException("range of " + key + " is empty: a choice needs a value");
    } else if (((Choice) range).values().stream().distinct().count()
        < ((Choice) range).values().size()) {
      throw new InvalidInputException(
          "choices of " + key + " must differ, were " + ((Choice) range).values());
    }
  }

  private static void check(String key, double low, double high, boolean logarithmic) {
    if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw new InvalidInputException(
          String.format("range of %s is empty: %s..%s", key, plain(low), plain(high)));
    }
    if (logarithmic && !(low > 0)) {
      throw new InvalidInputException(
          String.format(
              "log range of %s must be above 0, was %s..%s", key, plain(low), plain(high)));
    }
  }

  /** A parameter that always counts. */
  public static Parameter of(String key, Range range) {
    return new Parameter(key, range, Optional.empty());
  }

  /**
   * Arbiter's space for the range; a new one for each call, as Arbiter takes equal ones for one.
   */
  ParameterSpace<?> leaf() {
    if (range instanceof Real real && real.low() < real.high()) {
      return real.logarithmic()
          ? new ContinuousParameterSpace(new LogUniformDistribution(real.low(), real.high()))
          : new ContinuousParameterSpace(real.low(), real.high());
    } else if (range instanceof Whole whole && !whole.logarithmic() && whole.low() < whole.high()) {
      return new IntegerParameterSpace(whole.low(), whole.high());
    } else if (range instanceof Whole whole && whole.low() < whole.high()) {
      // rounded by text(): each end is as wide as the numbers between
      return new ContinuousParameterSpace(
          new LogUniformDistribution(whole.low() - 0.5, whole.high() + 0.5));
    } else if (range instanceof Choice choice && choice.values().size() > 1) {
      return new DiscreteParameterSpace<>(choice.values());
    }
    return new ContinuousParameterSpace(0, 1); // one value: Arbiter leaves fixed ones out of points
  }

  /** The value that {@code unit} in [0, 1] stands for, as a user would write it. */
  public String text(double unit) {
    if (range instanceof Choice choice) {
      return choice.values().get(index(unit));
    }
    double number = number(unit);
    return range instanceof Real real ? digits(real, number) : Long.toString(Math.round(number));
  }

  private static String digits(Real real, double number) {
    double rounded = BigDecimal.valueOf(number).round(DIGITS).doubleValue();
    return Double.toString(Math.max(real.low(), Math.min(real.high(), rounded)));
  }

  /** The number that {@code unit} stands for; the place in the list where it is a choice. */
  public double number(double unit) {
    if (range instanceof Choice) {
      return index(unit);
    } else if (range instanceof Real real) {
      return between(real.low(), real.high(), real.logarithmic(), unit);
    }
    Whole whole = (Whole) range;
    double number =
        Math.rint(between(whole.low() - 0.5, whole.high() + 0.5, whole.logarithmic(), unit));
    return Math.max(whole.low(), Math.min(whole.high(), number));
  }

  /** The unit in the middle of all that stand for the same value as {@code unit}. */
  public double canonical(double unit) {
    if (range instanceof Real) {
      return Math.max(0, Math.min(1, unit));
    } else if (range instanceof Choice choice) {
      return (index(unit) + 0.5) / choice.values().size();
    }
    Whole whole = (Whole) range;
    double low = whole.low() - 0.5;
    double high = whole.high() + 0.5;
    double value = number(unit);
    return whole.logarithmic()
        ? Math.log(value / low) / Math.log(high / low)
        : (value - low) / (high - low);
  }

  /** The unit that stands for a value as {@link #text} writes it. */
  public double unit(String text) {
    if (range instanceof Choice choice) {
      return (choice.values().indexOf(text) + 0.5) / choice.values().size();
    }
    double value = Double.parseDouble(text);
    if (range instanceof Real real) {
      if (real.low() == real.high()) {
        return 0;
      }
      return real.logarithmic()
          ? Math.log(value / real.low()) / Math.log(real.high() / real.low())
          : (value - real.low()) / (real.high() - real.low());
    }
    Whole whole = (Whole) range;
    double low = whole.low() - 0.5;
    double high = whole.high() + 0.5;
    return whole.logarithmic()
        ? Math.log(value / low) / Math.log(high / low)
        : (value - low) / (high - low);
  }

  /** Whether a value, as a user would write it, is one of the range's. */
  boolean holds(String text) {
    if (text == null) {
      return false;
    } else if (range instanceof Choice choice) {
      return choice.values().contains(text);
    }
    double value = Double.parseDouble(text);
    return range instanceof Real real
        ? real.low() <= value && value <= real.high()
        : ((Whole) range).low() <= value && value <= ((Whole) range).high();
  }

  /** The range with a value in it; the same where it has it already, or cannot have it. */
  public Parameter with(String value) {
    OptionalDouble number = parsed(value);
    Range wider = range;
    if (range instanceof Choice choice) {
      wider = same(nearest(value), value) ? range : new Choice(joined(choice.values(), value));
    } else if (range instanceof Real real && number.isPresent()) {
      double it = number.getAsDouble();
      wider =
          real.logarithmic() && it <= 0
              ? range
              : new Real(Math.min(real.low(), it), Math.max(real.high(), it), real.logarithmic());
    } else if (range instanceof Whole whole && number.isPresent()) {
      int it = (int) number.getAsDouble();
      wider =
          whole.logarithmic() && it <= 0
              ? range
              : new Whole(
                  Math.min(whole.low(), it), Math.max(whole.high(), it), whole.logarithmic());
    }
    return new Parameter(key, wider, condition);
  }

  private static List<String> joined(List<String> values, String value) {
    List<String> all = new ArrayList<>(values);
    all.add(value);
    if (all.stream().allMatch(each -> parsed(each).isPresent())) {
      all.sort(Comparator.comparingDouble(each -> parsed(each).getAsDouble()));
    }
    return all;
  }

  /** The value next to one, as a user would write it; the first choice where none is near. */
  String nearest(String value) {
    OptionalDouble number = parsed(value);
    if (range instanceof Choice choice) {
      return choice.values().stream()
          .min(Comparator.comparingDouble(each -> distance(each, value)))
          .orElseThrow();
    }
    double low = range instanceof Real real ? real.low() : ((Whole) range).low();
    double high = range instanceof Real real ? real.high() : ((Whole) range).high();
    double inside = Math.max(low, Math.min(high, number.orElse(low)));
    return range instanceof Real ? Double.toString(inside) : Long.toString(Math.round(inside));
  }

  private static double distance(String a, String b) {
    if (a.equals(b)) {
      return 0;
    }
    OptionalDouble one = parsed(a);
    OptionalDouble other = parsed(b);
    return one.isPresent() && other.isPresent()
        ? Math.abs(one.getAsDouble() - other.getAsDouble())
        : Double.MAX_VALUE;
  }

  /** Whether two texts are the same value: {@code 1e-3} is {@code 0.001}. */
  static boolean same(String a, String b) {
    return distance(a, b) == 0;
  }

  private static OptionalDouble parsed(String text) {
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty(); // a name, or a list
    }
  }

  /** How many values there are; 0 where they are real numbers. */
  public int values() {
    if (range instanceof Choice choice) {
      return choice.values().size();
    }
    return range instanceof Whole whole
        ? (int) Math.min(Integer.MAX_VALUE, (long) whole.high() - whole.low() + 1)
        : 0;
  }

  /** Whether values have no order. */
  public boolean categorical() {
    return range instanceof Choice;
  }

  /** Whether equal factors count equally. */
  public boolean logarithmic() {
    return (range instanceof Real real && real.logarithmic())
        || (range instanceof Whole whole && whole.logarithmic());
  }

  /** As {@code --space} takes it. */
  public String spec() {
    String text;
    if (range instanceof Real real) {
      text =
          (real.logarithmic() ? "log:" : "real:") + plain(real.low()) + ".." + plain(real.high());
    } else if (range instanceof Whole whole) {
      text = (whole.logarithmic() ? "logint:" : "int:") + whole.low() + ".." + whole.high();
    } else {
      text = "choice:" + String.join("|", ((Choice) range).values());
    }
    return text + condition.map(Condition::toString).orElse("");
  }

  private int index(double unit) {
    int n = ((Choice) range).values().size();
    return Math.max(0, Math.min(n - 1, (int) (unit * n)));
  }

  private static double between(double low, double high, boolean logarithmic, double unit) {
    double clamped = Math.max(0, Math.min(1, unit));
    double value =
        logarithmic
            ? Math.exp(Math.log(low) + clamped * Math.log(high / low))
            : low + clamped * (high - low);
    return Math.max(low, Math.min(high, value)); // exp(log(x)) may be x and a bit
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e9
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
