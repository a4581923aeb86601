package org.menagerie.benchmarks.network;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import org.menagerie.benchmarks.workload.Examples;
import org.menagerie.benchmarks.workload.Workload;

/** A DJL block with its trainer, on the PyTorch engine. */
final class DjlNetwork implements Network {

  private final Model model;
  private final Trainer trainer;
  private NDArray features;
  private NDArray labels;

  private DjlNetwork(Model model, Trainer trainer) {
    this.model = model;
    this.trainer = trainer;
  }

  static Network build(Workload workload, int threads) {
    // read when the engine loads, at the first call into it
    System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(threads));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    System.setProperty("offline", "true"); // the libraries are in the jar
    Model model = Model.newInstance(workload.title(), Device.cpu(), "PyTorch");
    model.setBlock(DjlBlocks.of(workload));
    Optimizer adam =
        Optimizer.adam()
            .optLearningRateTracker(Tracker.fixed((float) Workload.LEARNING_RATE))
            .build();
    Trainer trainer =
        model.newTrainer(
            new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .optOptimizer(adam)
                .optDevices(new Device[] {Device.cpu()}));
    trainer.initialize(shape(workload));
    return new DjlNetwork(model, trainer);
  }

  @Override
  public void load(Examples examples) {
    free();
    NDManager manager = trainer.getManager();
    NDArray plain = manager.create(examples.features(), naturalShape(examples.workload()));
    features = plain;
    if (isImage(examples.workload())) {
      features = plain.transpose(0, 3, 1, 2).duplicate(); // PyTorch wants channels first
      plain.close();
    } else if (examples.workload().tokens() > 0) {
      features = plain.toType(DataType.INT64, false);
      plain.close();
    }
    float[] classes = new float[examples.labels().length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = examples.labels()[i];
    }
    labels = manager.create(classes);
  }

  @Override
  public double train() {
    // what a step makes belongs to the manager of its input, and goes with it
    try (NDManager step = trainer.getManager().newSubManager();
        GradientCollector collector = trainer.newGradientCollector()) {
      features.tempAttach(step);
      NDList logits = trainer.forward(new NDList(features));
      NDArray loss = trainer.getLoss().evaluate(new NDList(labels), logits);
      collector.backward(loss);
      trainer.step();
      return loss.getFloat();
    }
  }

  @Override
  public float[] infer() {
    try (NDManager step = trainer.getManager().newSubManager()) {
      features.tempAttach(step);
      return trainer.evaluate(new NDList(features)).head().softmax(-1).toFloatArray();
    }
  }

  @Override
  public long parameters() {
    long sum = 0;
    for (Parameter parameter : model.getBlock().getParameters().values()) {
      if (parameter.requiresGradient()) {
        sum += parameter.getArray().size();
      }
    }
    return sum;
  }

  @Override
  public void close() {
    free();
    trainer.close();
    model.close();
  }

  private void free() {
    if (features != null) {
      features.close();
      labels.close();
    }
  }

  private static boolean isImage(Workload workload) {
    return workload.exampleShape().length == 3;
  }

  private static Shape naturalShape(Workload workload) {
    Shape shape = new Shape(workload.batch());
    for (int length : workload.exampleShape()) {
      shape = shape.add(length);
    }
    return shape;
  }

  private static Shape shape(Workload workload) {
    Shape shape = naturalShape(workload);
    return isImage(workload)
        ? new Shape(shape.get(0), shape.get(3), shape.get(1), shape.get(2))
        : shape;
  }
}
