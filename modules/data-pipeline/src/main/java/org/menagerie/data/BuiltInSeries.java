package org.menagerie.data;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.menagerie.core.Settings;

/**
 * A built-in series and how it is forecast where the user does not say.
 *
 * @param horizon steps to forecast
 * @param time column of time stamps
 */
record BuiltInSeries(BuiltIn entry, int horizon, String time) {
  private static final int TWO_YEARS = 24;

  static final BuiltInSeries CO2 =
      monthly(
          "co2",
          "carbon dioxide in the air of Mauna Loa, monthly, 1959 to 1997",
          468,
          "parts per million",
          "public domain",
          "NOAA and Scripps Institution of Oceanography, as in R's co2",
          "18703941c299eddb4624bdbe42098dd49424dd9bfc5fee69a53fea471ff8dac5");

  static final BuiltInSeries AIRPASSENGERS =
      monthly(
          "airpassengers",
          "passengers of airlines, monthly, 1949 to 1960",
          144,
          "thousands of passengers",
          "published figures, no licence stated",
          "G. E. P. Box and G. M. Jenkins (1976), series G, as in R's AirPassengers",
          "d966b9cb4f2886eeb776ab96534f746833317881ed227b2406b5edaca70830a4");

  /** How a built-in data set is forecast, where it is a series. */
  static Optional<BuiltInSeries> of(BuiltIn entry) {
    return Stream.of(CO2, AIRPASSENGERS).filter(s -> s.entry.equals(entry)).findFirst();
  }

  /** The options with what they leave open. */
  DataOptions over(DataOptions options) {
    Map<String, String> changes = new HashMap<>();
    if (options.horizon().isEmpty()) {
      changes.put("horizon", Integer.toString(horizon));
    }
    if (options.time().isEmpty()) {
      changes.put("time", time);
    }
    return Settings.with(options, changes);
  }

  private static BuiltInSeries monthly(
      String name,
      String what,
      int rows,
      String unit,
      String licence,
      String origin,
      String sha256) {
    String target = unit + " of the next " + TWO_YEARS + " months";
    return new BuiltInSeries(
        new BuiltIn(
            name, what, rows, target, licence, origin, sha256, name + ".csv", Optional.empty()),
        TWO_YEARS,
        "month");
  }
}
