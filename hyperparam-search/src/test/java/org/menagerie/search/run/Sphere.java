package org.menagerie.search.run;

import java.util.Map;
import java.util.stream.Stream;
import org.menagerie.search.space.SearchSpace;
import org.menagerie.search.space.SpaceSpec;

/** An objective that costs nothing: squares around (0.3, 0.3). */
record Sphere() implements Objective {
  static final SearchSpace SPACE =
      new SearchSpace(Stream.of("x=real:0..1", "y=real:0..1").map(SpaceSpec::parse).toList());

  @Override
  public boolean minimize() {
    return true;
  }

  @Override
  public Outcome run(Map<String, String> values, long seed, Ear ear) {
    double x = Double.parseDouble(values.get("x")) - 0.3;
    double y = Double.parseDouble(values.get("y")) - 0.3;
    double score = x * x + y * y;
    ear.epoch(1, 1, score);
    return new Outcome(score, 1);
  }
}
