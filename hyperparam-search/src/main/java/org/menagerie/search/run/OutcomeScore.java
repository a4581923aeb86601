package org.menagerie.search.run;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;

/** Arbiter's score function over what a trial gave. */
record OutcomeScore(boolean minimize) implements ScoreFunction {
  private static final long serialVersionUID = 1L;

  @Override
  @SuppressWarnings("deprecation") // Arbiter's interface has both
  public double score(Object model, DataProvider data, Map<String, Object> parameters) {
    return ((Outcome) model).score();
  }

  @Override
  public double score(Object model, Class<? extends DataSource> source, Properties properties) {
    return ((Outcome) model).score();
  }

  @Override
  public List<Class<?>> getSupportedModelTypes() {
    return List.of(Outcome.class);
  }

  @Override
  public List<Class<?>> getSupportedDataTypes() {
    return List.of(); // an objective has its own data
  }
}
