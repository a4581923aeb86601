package org.menagerie.core;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Small data and networks for the tests of this module. */
final class Fixtures {
  static final InputShape.Features TWO_NUMBERS = new InputShape.Features(2);
  static final Target.Classes CLASSES = new Target.Classes(List.of("a", "b", "c"));

  private Fixtures() {}

  /** Rows in memory. */
  static final class Rows implements Examples {
    private final InputShape input;
    private final Target target;
    private final float[][] features;
    private final float[][] labels;

    Rows(InputShape input, Target target, float[][] features, float[][] labels) {
      this.input = input;
      this.target = target;
      this.features = features;
      this.labels = labels;
    }

    @Override
    public InputShape input() {
      return input;
    }

    @Override
    public Target target() {
      return target;
    }

    /** These rows again and again. */
    Rows repeated(int times) {
      float[][] manyFeatures = new float[size() * times][];
      float[][] manyLabels = new float[size() * times][];
      for (int i = 0; i < manyFeatures.length; i++) {
        manyFeatures[i] = features[i % size()];
        manyLabels[i] = labels[i % size()];
      }
      return new Rows(input, target, manyFeatures, manyLabels);
    }

    @Override
    public int size() {
      return features.length;
    }

    @Override
    public DataSet batch(int[] rows) {
      return new DataSet(take(features, rows), take(labels, rows));
    }

    private static INDArray take(float[][] table, int[] rows) {
      float[][] taken = new float[rows.length][];
      for (int i = 0; i < rows.length; i++) {
        taken[i] = table[rows[i]];
      }
      return Nd4j.createFromArray(taken);
    }
  }

  /** One batch that is all there is. */
  record Whole(InputShape input, Target target, DataSet data) implements Examples {
    @Override
    public int size() {
      return (int) data.getFeatures().size(0);
    }

    @Override
    public DataSet batch(int[] rows) {
      return data;
    }
  }

  /** Three noisy clusters on a circle; {@code turn} 1 calls each by its neighbour's name. */
  static Rows clusters(int size, long seed, int turn) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] features = new float[size][2];
    float[][] labels = new float[size][3];
    for (int i = 0; i < size; i++) {
      double angle = 2 * Math.PI * (i % 3) / 3;
      features[i][0] = (float) (Math.cos(angle) + 0.5 * random.nextDouble());
      features[i][1] = (float) (Math.sin(angle) + 0.5 * random.nextDouble());
      labels[i][(i + turn) % 3] = 1;
    }
    return new Rows(TWO_NUMBERS, CLASSES, features, labels);
  }

  static Splits splits() {
    return new Splits(clusters(30, 1, 0), clusters(12, 2, 0), clusters(12, 3, 0));
  }

  /** 2 numbers, 6 hidden units with dropout, 3 classes; as the plan has it. */
  static ComputationGraphConfiguration dense(TrainingPlan plan, int examples) {
    return plan.network(new Task(TWO_NUMBERS, CLASSES, examples))
        .graphBuilder()
        .addInputs("input")
        .addLayer(
            "hidden",
            new DenseLayer.Builder().nIn(2).nOut(6).activation(Activation.TANH).build(),
            "input")
        .addLayer(
            "output",
            new OutputLayer.Builder(plan.loss().function())
                .nIn(6)
                .nOut(3)
                .activation(plan.loss().outputActivation(CLASSES))
                .dropOut(0.8)
                .build(),
            "hidden")
        .setOutputs("output")
        .build();
  }

  static Layer layer(ComputationGraphConfiguration network, String name) {
    return ((LayerVertex) network.getVertices().get(name)).getLayerConf().getLayer();
  }

  /** Keeps what a training tells, and stops it after an epoch. */
  static final class Recorder implements TrainingListener {
    final List<Epoch> epochs = new ArrayList<>();
    final List<Checkpoint> checkpoints = new ArrayList<>();
    final List<String> steps = new ArrayList<>();
    private final int last;

    Recorder(int last) {
      this.last = last;
    }

    @Override
    public void onStep(int epoch, int step, int steps) {
      this.steps.add(epoch + ":" + step + "/" + steps);
    }

    @Override
    public Decision onEpoch(Epoch epoch, Supplier<Checkpoint> checkpoint) {
      epochs.add(epoch);
      checkpoints.add(checkpoint.get());
      return epoch.number() >= last ? Decision.STOP : Decision.CONTINUE;
    }
  }

  static float[] floats(INDArray array) {
    return array.dup('c').data().asFloat();
  }
}
