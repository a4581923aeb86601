package org.menagerie.mlp;

import java.util.List;
import org.menagerie.core.Architecture;
import org.menagerie.core.Family;

/** The module mlp-iris: multilayer perceptrons, on Iris unless told otherwise. */
public final class MlpFamily implements Family {

  @Override
  public String name() {
    return "mlp-iris";
  }

  @Override
  public String summary() {
    return "multilayer perceptrons";
  }

  @Override
  public String defaultDataset() {
    return "iris";
  }

  @Override
  public List<Architecture<?>> architectures() {
    return List.of(new Mlp());
  }
}
