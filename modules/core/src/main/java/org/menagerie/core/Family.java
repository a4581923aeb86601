package org.menagerie.core;

import java.util.List;
import java.util.ServiceLoader;

/** A runnable module: architectures that belong together and the data they start with. */
public interface Family {

  /** The module's name. */
  String name();

  /** What it shows, in one line. */
  String summary();

  /** The built-in data set that it trains on when no other is named. */
  String defaultDataset();

  /** Its architectures; the first is the default. */
  List<Architecture<?>> architectures();

  /** Every family on the class path, by name. */
  static List<Family> all() {
    return ServiceLoader.load(Family.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .toList();
  }
}
