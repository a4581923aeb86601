package org.menagerie.core;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.menagerie.core.Checkpoint.Weights;
import org.menagerie.core.TrainingListener.Decision;
import org.menagerie.layers.FastFit;
import org.menagerie.layers.Threads;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The training loop: mini-batches in a new order every epoch, a validation score after each, early
 * stopping that keeps the best epoch.
 *
 * <p>All randomness of an epoch comes from the plan's seed and the epoch's number, so a training
 * that goes on from a checkpoint cannot be told from one that never stopped.
 */
public final class Trainer {
  private static final int ORDER = 2;
  private static final int NOISE = 3;
  private static final int AUGMENTATION = 4;
  private static final int SMALL = 1 << 12; // features of a batch; copying larger ones costs more

  private final TrainingPlan plan;
  private final Splits splits;
  private final TrainingListener listener;
  private final ComputationGraph network;
  private final FastFit step;
  private final INDArray parameters; // a view
  private final Map<Integer, DataSet> spent = new HashMap<>(); // batches by size
  private int epoch;
  private Weights best;
  private int bestEpoch;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private double seconds;

  private Trainer(
      ComputationGraphConfiguration configuration,
      Splits splits,
      TrainingPlan plan,
      Optional<Transfer> transfer,
      TrainingListener listener) {
    this.plan = plan;
    this.splits = splits;
    this.listener = listener;
    this.network = new ComputationGraph(configuration);
    network.init();
    transfer.ifPresent(earlier -> earlier.copyTo(network));
    parameters = network.params();
    step =
        new FastFit(network, transfer.map(earlier -> earlier.frozenParameters(network)).orElse(0L));
  }

  /** Trains a new network. */
  public static Trained train(
      ComputationGraphConfiguration configuration,
      Splits splits,
      TrainingPlan plan,
      TrainingListener listener) {
    return train(configuration, splits, plan, Optional.empty(), listener);
  }

  /** Trains a new network that starts from an earlier one. */
  public static Trained train(
      ComputationGraphConfiguration configuration,
      Splits splits,
      TrainingPlan plan,
      Optional<Transfer> transfer,
      TrainingListener listener) {
    return new Trainer(configuration, splits, plan, transfer, listener).run();
  }

  /** Goes on from a checkpoint of a training with the same arguments. */
  public static Trained resume(
      Checkpoint checkpoint,
      ComputationGraphConfiguration configuration,
      Splits splits,
      TrainingPlan plan,
      TrainingListener listener) {
    return resume(checkpoint, configuration, splits, plan, Optional.empty(), listener);
  }

  /** Goes on from a checkpoint of a training that started from an earlier network. */
  public static Trained resume(
      Checkpoint checkpoint,
      ComputationGraphConfiguration configuration,
      Splits splits,
      TrainingPlan plan,
      Optional<Transfer> transfer,
      TrainingListener listener) {
    Trainer trainer = new Trainer(configuration, splits, plan, transfer, listener);
    trainer.restore(checkpoint);
    return trainer.run();
  }

  private Trained run() {
    Threads.enterLoop();
    boolean stopped = false;
    while (!stopped && epoch < plan.epochs() && !outOfPatience()) {
      stopped = listener.onEpoch(runEpoch(), this::checkpoint) == Decision.STOP;
    }
    listener.onEnd(this::checkpoint);
    put(best);
    Score validation = new Scorer(network, plan.loss()).score(splits.validation());
    double examples = (double) splits.train().size() * epoch;
    return new Trained(network, validation, epoch, bestEpoch, seconds, examples / seconds);
  }

  private boolean outOfPatience() {
    return splits.validated() && plan.patience() > 0 && epoch - bestEpoch >= plan.patience();
  }

  private Epoch runEpoch() {
    long start = System.nanoTime();
    double trainLoss = update();
    double rate =
        plan.learningRates(splits.train().size()).valueAt(network.getIterationCount() - 1, 0);
    epoch++;
    network.incrementEpochCount();
    Score validation = new Scorer(network, plan.loss()).score(splits.validation());
    finite("the loss", validation.loss(), epoch);
    // an activation may turn NaN into 0, which leaves the loss finite and the network useless
    finite("the sum of the parameters' absolute values", size(parameters), epoch);
    boolean better = validation.loss() < bestLoss;
    if (better) {
      best = weights();
      bestEpoch = epoch;
      bestLoss = validation.loss();
    }
    double elapsed = (System.nanoTime() - start) / 1e9;
    seconds += elapsed;
    return new Epoch(epoch, trainLoss, validation, rate, elapsed, better);
  }

  private static double size(INDArray vector) {
    return Nd4j.getBlasWrapper().level1().asum(vector);
  }

  /** One pass over the training part; the mean loss of its updates. */
  private double update() {
    Nd4j.getRandom().setSeed(Seeds.derive(plan.seed(), NOISE, epoch));
    Examples train = splits.train().forEpoch(Seeds.derive(plan.seed(), AUGMENTATION, epoch));
    int[] order = train.order(Seeds.derive(plan.seed(), ORDER, epoch), plan.batchSize());
    int steps = plan.stepsPerEpoch(train.size());
    double lossSum = 0;
    for (int done = 0; done < steps; done++) {
      int from = done * plan.batchSize();
      int to = (int) Math.min((long) from + plan.batchSize(), order.length);
      DataSet batch = train.batch(Arrays.copyOfRange(order, from, to), spent.get(to - from));
      fit(batch);
      if (batch.getFeatures().length() <= SMALL) {
        spent.put(to - from, batch);
      }
      lossSum += finite("the loss", network.score() / answers(batch), epoch + 1) * (to - from);
      listener.onStep(epoch + 1, done + 1, steps);
    }
    listener.onLastUpdate(epoch + 1, network);
    return lossSum / order.length;
  }

  /** One batch, in as many segments as truncated back-propagation makes of it. */
  private void fit(DataSet batch) {
    int iteration = network.getIterationCount();
    INDArray features = batch.getFeatures();
    if (truncated() && features.rank() == 2) {
      // Deeplearning4j cuts arrays of rank 3 alone; layers read [n, 1, steps] as [n, steps]
      batch.setFeatures(features.reshape(features.size(0), 1, features.size(1)));
    }
    step.fit(batch);
    network.getConfiguration().setIterationCount(iteration + 1); // the schedule counts batches
  }

  /**
   * Answers an example, on average. Deeplearning4j adds up the losses of an example's steps, of the
   * last segment alone where back-propagation is truncated; validation losses are those of a step.
   */
  private double answers(DataSet batch) {
    if (!splits.train().target().perStep()) {
      return 1;
    }
    INDArray mask =
        batch.getLabelsMaskArray() != null
            ? batch.getLabelsMaskArray()
            : batch.getFeaturesMaskArray();
    long steps = batch.getLabels().size(2);
    int segment = network.getConfiguration().getTbpttFwdLength();
    long from = truncated() ? (steps - 1) / segment * segment : 0;
    if (mask == null) {
      return steps - from;
    }
    INDArray last = mask.get(NDArrayIndex.all(), NDArrayIndex.interval(from, steps));
    double all = last.sumNumber().doubleValue();
    return all > 0 ? all / mask.size(0) : 1;
  }

  private boolean truncated() {
    return network.getConfiguration().getBackpropType() == BackpropType.TruncatedBPTT;
  }

  private double finite(String what, double value, int inEpoch) {
    if (!Double.isFinite(value)) {
      throw new DivergedException(what, value, inEpoch, plan.learningRate());
    }
    return value;
  }

  private Checkpoint checkpoint() {
    return new Checkpoint(
        epoch, network.getIterationCount(), weights(), best, bestEpoch, bestLoss, seconds);
  }

  private void restore(Checkpoint checkpoint) {
    epoch = checkpoint.epoch();
    best = checkpoint.best();
    bestEpoch = checkpoint.bestEpoch();
    bestLoss = checkpoint.bestLoss();
    seconds = checkpoint.seconds();
    network.getConfiguration().setIterationCount(checkpoint.iteration());
    network.getConfiguration().setEpochCount(epoch);
    put(checkpoint.weights());
  }

  private Weights weights() {
    INDArray state = network.getUpdater(true).getStateViewArray();
    return new Weights(parameters.dup(), state == null ? null : state.dup());
  }

  private void put(Weights weights) {
    parameters.assign(weights.parameters());
    if (weights.updater() != null) {
      network.getUpdater(true).getStateViewArray().assign(weights.updater());
    }
  }
}
