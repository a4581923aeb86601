package org.menagerie.report.comparison;

import org.menagerie.data.ExampleView;

/** Where the test examples of a comparison can be looked at. */
@FunctionalInterface
public interface ExampleSource {

  /**
   * A test example as people see it.
   *
   * @param row in the test part of that seed's split
   */
  ExampleView view(ComparisonConfig.Source data, int seed, int row);
}
