package org.menagerie.attention;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.menagerie.core.Architecture;
import org.menagerie.core.Task;
import org.menagerie.testkit.ArchitectureContract;

class CausalTransformerTest extends ArchitectureContract<TransformerConfig> {

  @Override
  protected Architecture<TransformerConfig> architecture() {
    return TransformerNetwork.causal();
  }

  @Override
  protected TransformerConfig smooth(Task task) {
    return Fixed.small(architecture(), task, Map.of("blocks", "2"));
  }

  @Override
  protected List<ParameterCount<TransformerConfig>> parameterCounts() {
    int block = 4 * 8 * (8 + 1) + 2 * 2 * 8 + 12 * (8 + 1) + 8 * (12 + 1);
    return List.of(
        new ParameterCount<>(
            Fixed.NEXT,
            Fixed.small(architecture(), Fixed.NEXT, Map.of("positions", "none")),
            6 * 8 + block + 2 * 8 + 4 * (8 + 1)),
        new ParameterCount<>(
            Fixed.STEPS,
            Fixed.small(architecture(), Fixed.STEPS, Map.of("blocks", "2")),
            8 * (3 + 1) + 2 * block + 2 * 8 + 3 * (8 + 1)));
  }

  @Override
  protected List<Refusal> refusals() {
    List<Refusal> all = new ArrayList<>(Fixed.refusals());
    all.add(
        new Refusal(
            Fixed.TEXTS,
            Map.of("pooling", "class-token"),
            "pooling must be mean, mean-max, last or attention in a causal transformer"));
    return all;
  }
}
