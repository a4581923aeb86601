package org.menagerie.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;

/**
 * Equally spaced time stamps and how they go on.
 *
 * @param unit what a stamp counts
 * @param step units between two stamps
 */
record TimeAxis(Unit unit, double step) {
  private static final double SECONDS_A_DAY = 86_400;
  private static final int DIGITS = 6; // of a step, behind its first

  /** What positions in time are counted in. */
  enum Unit {
    /** 2024-01. */
    MONTH,
    /** 2024-01-31, by the calendar's months: the day stays, or is the month's last. */
    MONTH_OF_DAYS,
    /** 2024-01-31. */
    DAY,
    /** 2024-01-31T12:00:00. */
    SECOND,
    /** 1, 2, 3 or 1959.08. */
    NUMBER
  }

  /** Steps without stamps: 1, 2, 3. */
  static TimeAxis counted() {
    return new TimeAxis(Unit.NUMBER, 1);
  }

  /** The unit in which all stamps can be read; null where there is none. */
  static Unit unit(List<String> stamps) {
    for (Unit unit : List.of(Unit.NUMBER, Unit.MONTH, Unit.DAY, Unit.SECOND)) {
      if (stamps.stream().noneMatch(s -> Double.isNaN(position(unit, s)))) {
        return unit == Unit.DAY && monthly(stamps) ? Unit.MONTH_OF_DAYS : unit;
      }
    }
    return null;
  }

  /** Where a stamp lies, in the unit; NaN where it is no such stamp. */
  static double position(Unit unit, String stamp) {
    try {
      return switch (unit) {
        case NUMBER -> Cells.number(stamp);
        case MONTH -> months(YearMonth.parse(stamp.replace('/', '-')));
        case MONTH_OF_DAYS -> months(YearMonth.from(LocalDate.parse(stamp.replace('/', '-'))));
        case DAY -> stamp.length() == 10 ? Cells.days(stamp) : Double.NaN;
        case SECOND -> Math.rint(Cells.days(stamp) * SECONDS_A_DAY);
      };
    } catch (DateTimeException e) {
      return Double.NaN;
    }
  }

  /** The axis of sorted positions: the median distance is the step. */
  static TimeAxis of(Unit unit, double[] sorted) {
    double[] distances = new double[sorted.length - 1];
    Arrays.setAll(distances, i -> sorted[i + 1] - sorted[i]);
    Arrays.sort(distances);
    return new TimeAxis(unit, distances[distances.length / 2]);
  }

  /**
   * Steps from one stamp to another, rounded; NaN where the distance is no whole number of them.
   */
  double steps(double from, double to) {
    double steps = (to - from) / step;
    return Math.abs(steps - Math.rint(steps)) < 0.05 ? Math.rint(steps) : Double.NaN;
  }

  /** The stamp a number of steps behind another. */
  String after(String last, int steps) {
    long whole = Math.round(step * steps);
    return switch (unit) {
      case NUMBER -> number(Cells.number(last) + step * steps, step);
      case MONTH ->
          dated(last, YearMonth.parse(last.replace('/', '-')).plusMonths(whole).toString());
      case MONTH_OF_DAYS ->
          dated(last, monthly(LocalDate.parse(last.replace('/', '-')), whole).toString());
      case DAY -> dated(last, LocalDate.parse(last.replace('/', '-')).plusDays(whole).toString());
      case SECOND ->
          timed(
              last,
              LocalDateTime.ofEpochSecond(
                  (long) position(Unit.SECOND, last) + whole, 0, ZoneOffset.UTC));
    };
  }

  // with slashes, as the stamp before it
  private static String dated(String last, String iso) {
    return last.indexOf('/') < 0 ? iso : iso.replace('-', '/');
  }

  // separator, seconds and zone as in the stamp before it; a date alone gets the time it needs
  private static String timed(String last, LocalDateTime moment) {
    String date = dated(last, moment.toLocalDate().toString());
    boolean spaced = last.indexOf(' ') > 0;
    boolean seconds = last.indexOf(':') != last.lastIndexOf(':') || moment.getSecond() != 0;
    String time = moment.format(DateTimeFormatter.ofPattern(seconds ? "HH:mm:ss" : "HH:mm"));
    return date + (spaced ? " " : "T") + time + (last.endsWith("Z") ? "Z" : "");
  }

  /** Whether all texts are months, dates or times of one kind, of which there are two. */
  static boolean dates(List<String> texts) {
    if (texts.size() < 2) {
      return false;
    }
    Unit unit = unit(texts);
    return unit != null && unit != Unit.NUMBER;
  }

  /** Which of two stamps comes first, as a comparator says it; 0 where one is not of this kind. */
  int compare(String one, String other) {
    double distance = position(unit, one) - position(unit, other);
    return distance > 0 ? 1 : distance < 0 ? -1 : 0;
  }

  /** Steps of one season that the calendar suggests; 0 where it suggests none. */
  int season() {
    return switch (unit) {
      case MONTH, MONTH_OF_DAYS -> 12 % step == 0 ? (int) (12 / step) : 0;
      case DAY -> step == 1 ? 7 : 0;
      case SECOND ->
          SECONDS_A_DAY % step == 0 && step < SECONDS_A_DAY
              ? (int) (SECONDS_A_DAY / step)
              : step == SECONDS_A_DAY ? 7 : 0;
      case NUMBER -> 0;
    };
  }

  private static boolean monthly(List<String> stamps) {
    List<LocalDate> days = stamps.stream().map(s -> LocalDate.parse(s.replace('/', '-'))).toList();
    boolean first = days.stream().map(LocalDate::getDayOfMonth).distinct().count() == 1;
    boolean last = days.stream().allMatch(d -> d.getDayOfMonth() == d.lengthOfMonth());
    return days.size() > 1
        && (first || last)
        && days.stream().map(YearMonth::from).distinct().count() == days.size();
  }

  private static LocalDate monthly(LocalDate day, long months) {
    LocalDate moved = day.plusMonths(months);
    boolean last = day.getDayOfMonth() == day.lengthOfMonth();
    return last ? moved.withDayOfMonth(moved.lengthOfMonth()) : moved;
  }

  private static double months(YearMonth month) {
    return month.getYear() * 12.0 + month.getMonthValue();
  }

  // to a millionth of the step: sums of fractions have digits that mean nothing
  private static String number(double value, double step) {
    int decimals = DIGITS - (int) Math.floor(Math.log10(step));
    return BigDecimal.valueOf(value)
        .setScale(Math.max(0, decimals), RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }
}
