package org.menagerie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.menagerie.core.Architecture;
import org.menagerie.core.InputShape.Features;
import org.menagerie.core.Target.Classes;
import org.menagerie.core.Task;
import org.menagerie.core.TrainingPlan;
import org.menagerie.testkit.SampleNetwork.Options;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The contract finds what breaks it, and blames nothing else. */
class ArchitectureContractTest {

  @Test
  void anArchitectureThatKeepsItPasses() {
    assertThat(failures(Kept.class)).isEmpty();
  }

  @Test
  void randomnessWithoutTheSeedIsFound() {
    assertThat(failures(Unseeded.class)).contains("sameSeedGivesTheSameWeightsAndScores");
  }

  @Test
  void aSeedThatIsNotUsedIsFound() {
    assertThat(failures(OneSeed.class)).containsExactly("anotherSeedGivesOtherWeightsAndScores");
  }

  @Test
  void aWrongGradientIsFound() {
    assertThat(failures(WrongGradient.class)).containsExactly("gradientsAreThoseOfTheLoss");
  }

  @Test
  void aNetworkThatDoesNotLearnIsFound() {
    assertThat(failures(NoLearning.class)).containsExactly("lossFallsOnTinyData");
  }

  @Test
  void aWrongCountAndAMissingRefusalAreFound() {
    assertThat(failures(WrongClaims.class))
        .containsExactlyInAnyOrder(
            "hasTheExactNumberOfParameters", "refusesAnInvalidConfiguration");
  }

  private static Set<String> failures(Class<?> contract) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(contract))
        .execute()
        .testEvents()
        .failed()
        .map(event -> (MethodSource) event.getTestDescriptor().getSource().orElseThrow())
        .map(MethodSource::getMethodName)
        .collect(Collectors.toSet());
  }

  /** The sample network on rows alone, for speed. */
  private static class OnRows extends SampleNetwork {
    @Override
    public boolean accepts(Task task) {
      return task.input() instanceof Features f
          && f.size() == 5
          && task.target() instanceof Classes;
    }
  }

  static class Kept extends ArchitectureContract<Options> {
    static final Task ROWS = TinyData.of(new Features(5), TinyData.classes(3)).task();

    @Override
    protected Architecture<Options> architecture() {
      return new OnRows();
    }

    @Override
    protected List<ParameterCount<Options>> parameterCounts() {
      return List.of(
          new ParameterCount<>(ROWS, new SampleNetwork().defaults(ROWS), 6 * 12 + 13 * 3));
    }

    @Override
    protected List<Refusal> refusals() {
      return List.of(new Refusal(ROWS, Map.of("hidden", "0"), "hidden must be at least 1, was 0"));
    }
  }

  static final class Unseeded extends Kept {
    @Override
    protected Architecture<Options> architecture() {
      return new OnRows() {
        @Override
        public ComputationGraphConfiguration build(Options config, Task task, TrainingPlan plan) {
          return super.build(config, task, plan.withSeed(System.nanoTime()));
        }
      };
    }
  }

  static final class OneSeed extends Kept {
    @Override
    protected Architecture<Options> architecture() {
      return new OnRows() {
        @Override
        public ComputationGraphConfiguration build(Options config, Task task, TrainingPlan plan) {
          ComputationGraphConfiguration network = super.build(config, task, plan);
          network.getDefaultConfiguration().setSeed(1);
          return network;
        }
      };
    }
  }

  static final class WrongGradient extends Kept {
    @Override
    protected Architecture<Options> architecture() {
      return new OnRows() {
        @Override
        public ComputationGraphConfiguration build(Options config, Task task, TrainingPlan plan) {
          ComputationGraphConfiguration network = super.build(config, task, plan);
          LayerVertex hidden = (LayerVertex) network.getVertices().get("hidden");
          ((DenseLayer) hidden.getLayerConf().getLayer()).setActivationFn(new Tilted());
          return network;
        }
      };
    }
  }

  static final class NoLearning extends Kept {
    @Override
    protected Architecture<Options> architecture() {
      return new OnRows() {
        @Override
        public TrainingPlan plan(Task task) {
          return super.plan(task).with(Map.of("learning-rate", "1e-6"));
        }
      };
    }
  }

  static final class WrongClaims extends Kept {
    @Override
    protected List<ParameterCount<Options>> parameterCounts() {
      return List.of(new ParameterCount<>(ROWS, new SampleNetwork().defaults(ROWS), 110));
    }

    @Override
    protected List<Refusal> refusals() {
      return List.of(new Refusal(ROWS, Map.of("hidden", "1"), "hidden must be at least 2, was 1"));
    }
  }

  /** Tanh whose derivative is a percent too large. */
  public static final class Tilted extends ActivationTanH {
    private static final long serialVersionUID = 1L;

    @Override
    public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
      Pair<INDArray, INDArray> right = super.backprop(in, epsilon);
      return new Pair<>(right.getFirst().muli(1.01), right.getSecond());
    }
  }
}
