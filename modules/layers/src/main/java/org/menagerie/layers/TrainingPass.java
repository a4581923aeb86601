package org.menagerie.layers;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.graph.vertex.impl.FrozenVertex;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.layers.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.menagerie.layers.runtime.KeepsArrays;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The forward and the backward pass of a graph's training step, bit for bit, with workspaces that
 * are planned once.
 *
 * <p>Deeplearning4j's own passes plan them in each step, in methods so long that the JVM spends
 * several seconds on compiling them. A vertex that gives no gradient (null) to one that others give
 * some takes nothing away from it; in Deeplearning4j that is an error.
 */
final class TrainingPass {
  private static final String ONE_LAYER = "WS_LAYER_WORKING_MEM";
  private static final String ONE_STEP = "WS_RNN_LOOP_WORKING_MEM";

  private static final WorkspaceConfiguration WHOLE_PASS =
      WorkspaceConfiguration.builder()
          .overallocationLimit(0.05)
          .policyLearning(LearningPolicy.FIRST_LOOP)
          .policyReset(ResetPolicy.BLOCK_LEFT)
          .policySpill(SpillPolicy.REALLOCATE)
          .policyAllocation(AllocationPolicy.OVERALLOCATE)
          .build();

  private final ComputationGraph graph;
  private final GraphVertex[] byIndex;
  private final GraphVertex[] order; // topological
  private final GraphVertex[] outputs; // as the labels
  private final int[] outputAt; // by place in the order, -1 for the others
  private final LayerWorkspaceMgr forward;
  private final LayerWorkspaceMgr[] backward; // by place, null for inputs
  private final int[][] closing; // by place, whose workspaces close behind it
  private final MemoryWorkspace[] open; // by place
  private Gradient gradient; // views, of the first pass on

  /** The passes of an initialised graph that {@link #supports} says yes to. */
  TrainingPass(ComputationGraph graph) {
    this.graph = graph;
    byIndex = graph.getVertices();
    int[] indices = graph.topologicalSortOrder();
    order = Arrays.stream(indices).mapToObj(index -> byIndex[index]).toArray(GraphVertex[]::new);
    outputs =
        graph.getConfiguration().getNetworkOutputs().stream()
            .map(graph::getVertex)
            .toArray(GraphVertex[]::new);
    outputAt = Arrays.stream(order).mapToInt(Arrays.asList(outputs)::indexOf).toArray();
    forward = workspaces(ArrayType.ACTIVATIONS, KeepsArrays.WORKSPACE, WHOLE_PASS);
    backward = new LayerWorkspaceMgr[order.length];
    closing = new int[order.length][];
    open = new MemoryWorkspace[order.length];
    planGradients(indices);
  }

  /** What a vertex gives its inputs lies in a workspace of its own until the last has taken it. */
  private void planGradients(int[] indices) {
    int[] places = new int[order.length];
    for (int place = 0; place < order.length; place++) {
      places[indices[place]] = place;
    }
    int[] last = new int[order.length];
    Deque<LayerWorkspaceMgr> free = new ArrayDeque<>();
    int made = 0;
    for (int place = order.length - 1; place >= 0; place--) {
      last[place] = -1;
      if (!order[place].isInputVertex()) {
        last[place] =
            Arrays.stream(order[place].getInputVertices())
                .mapToInt(input -> places[input.getVertexIndex()])
                .min()
                .orElse(0);
        backward[place] = free.isEmpty() ? gradients(made++) : free.pop();
      }
      int here = place;
      closing[place] = IntStream.range(place, order.length).filter(p -> last[p] == here).toArray();
      Arrays.stream(closing[place]).forEach(p -> free.push(backward[p]));
    }
  }

  private LayerWorkspaceMgr gradients(int number) {
    LayerWorkspaceMgr workspaces =
        workspaces(ArrayType.ACTIVATION_GRAD, "WS_LAYER_ACT_" + number, learningOver(order.length));
    // of a forward pass within the backward one
    workspaces.setWorkspace(ArrayType.ACTIVATIONS, ONE_LAYER, learningOver(2 * order.length));
    return workspaces;
  }

  /** Under Deeplearning4j's names: inference goes on in the same memory. */
  private LayerWorkspaceMgr workspaces(
      ArrayType results, String name, WorkspaceConfiguration configuration) {
    WorkspaceConfiguration oneLayer = learningOver(2 * order.length);
    LayerWorkspaceMgr workspaces =
        LayerWorkspaceMgr.builder()
            .with(results, name, configuration)
            .with(ArrayType.INPUT, KeepsArrays.WORKSPACE, WHOLE_PASS)
            .with(ArrayType.FF_WORKING_MEM, ONE_LAYER, oneLayer)
            .with(ArrayType.BP_WORKING_MEM, ONE_LAYER, oneLayer)
            .with(ArrayType.RNN_FF_LOOP_WORKING_MEM, ONE_STEP, WHOLE_PASS)
            .with(ArrayType.RNN_BP_LOOP_WORKING_MEM, ONE_STEP, WHOLE_PASS)
            .build();
    workspaces.setHelperWorkspacePointers(graph.getHelperWorkspaces());
    return workspaces;
  }

  private static WorkspaceConfiguration learningOver(int openings) {
    return WorkspaceConfiguration.builder()
        .overallocationLimit(0.02)
        .policyLearning(LearningPolicy.OVER_TIME)
        .cyclesBeforeInitialization(openings)
        .policyReset(ResetPolicy.BLOCK_LEFT)
        .policySpill(SpillPolicy.REALLOCATE)
        .policyAllocation(AllocationPolicy.OVERALLOCATE)
        .build();
  }

  /** Whether the graph has workspaces, a loss at each output, no frozen vertex and no cache. */
  static boolean supports(ComputationGraph graph) {
    ComputationGraphConfiguration configuration = graph.getConfiguration();
    return configuration.getTrainingWorkspaceMode() == WorkspaceMode.ENABLED
        && configuration.getInferenceWorkspaceMode() == WorkspaceMode.ENABLED
        && configuration.getCacheMode() == CacheMode.NONE
        && configuration.getNetworkOutputs().stream()
            .allMatch(name -> graph.getVertex(name).getLayer() instanceof IOutputLayer)
        && Arrays.stream(graph.getVertices()).noneMatch(TrainingPass::isFrozen);
  }

  private static boolean isFrozen(GraphVertex vertex) {
    Layer layer = vertex.getLayer();
    return vertex instanceof FrozenVertex
        || layer instanceof FrozenLayer
        || layer instanceof FrozenLayerWithBackprop;
  }

  /** As {@code computeGradientAndScore}; inputs and masks are those that the graph was given. */
  Gradient run(INDArray[] labels) {
    for (Layer layer : graph.getLayers()) {
      layer.setIterationCount(graph.getIterationCount());
      layer.setEpochCount(graph.getEpochCount());
    }
    try (MemoryWorkspace activations = forward.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
      for (int place = 0; place < order.length; place++) {
        if (outputAt[place] < 0) { // an output's loss is part of the backward pass
          activate(order[place]);
        }
      }
      backward(labels, activations);
      graph.setScore(score());
    }
    for (GraphVertex vertex : order) {
      vertex.clear();
    }
    return gradient;
  }

  private void activate(GraphVertex vertex) {
    MemoryWorkspace working = forward.notifyScopeEntered(ArrayType.FF_WORKING_MEM);
    try (working) {
      INDArray y =
          vertex.isInputVertex()
              ? graph.getInput(vertex.getVertexIndex())
              : forward.validateArrayLocation(
                  ArrayType.ACTIVATIONS, vertex.doForward(true, forward), false, false);
      VertexIndices[] readers = vertex.getOutputVertices();
      for (int i = 0; readers != null && i < readers.length; i++) {
        byIndex[readers[i].getVertexIndex()].setInput(readers[i].getVertexEdgeNumber(), y, forward);
      }
    }
  }

  private void backward(INDArray[] labels, MemoryWorkspace activations) {
    Gradient parts = new DefaultGradient();
    for (GraphVertex vertex : order) {
      vertex.setEpsilon(null); // a pass that failed leaves some
    }
    try {
      for (int place = order.length - 1; place >= 0; place--) {
        if (backward[place] != null) {
          open[place] = backward[place].notifyScopeEntered(ArrayType.ACTIVATION_GRAD);
          open[place].setPreviousWorkspace(activations); // they do not close in order
          collect(order[place].getVertexName(), differentiate(place, labels), parts);
        }
        for (int closed : closing[place]) {
          close(closed);
        }
      }
    } finally {
      for (int place = 0; place < open.length; place++) {
        close(place); // those that an error left
      }
      Nd4j.getMemoryManager().setCurrentWorkspace(activations);
    }
    if (gradient == null) {
      gradient = new OwnGradient(graph.getFlattenedGradients(), parts);
    }
    graph.setGradient(gradient);
  }

  private void close(int place) {
    MemoryWorkspace workspace = open[place];
    open[place] = null;
    if (workspace != null) {
      workspace.close();
    }
  }

  private Gradient differentiate(int place, INDArray[] labels) {
    GraphVertex vertex = order[place];
    if (outputAt[place] >= 0) {
      ((IOutputLayer) vertex.getLayer()).setLabels(labels[outputAt[place]]);
    }
    LayerWorkspaceMgr workspaces = backward[place];
    Pair<Gradient, INDArray[]> result;
    MemoryWorkspace working = workspaces.notifyScopeEntered(ArrayType.BP_WORKING_MEM);
    try (working) {
      result = vertex.doBackward(false, workspaces);
    }
    VertexIndices[] inputs = vertex.getInputVertices();
    for (int i = 0; i < inputs.length; i++) {
      INDArray epsilon = result.getSecond()[i];
      if (epsilon != null) {
        workspaces.validateArrayLocation(ArrayType.ACTIVATION_GRAD, epsilon, false, false);
        GraphVertex input = byIndex[inputs[i].getVertexIndex()];
        INDArray others = input.getEpsilon();
        input.setEpsilon(others == null ? epsilon : others.addi(epsilon));
      }
    }
    return result.getFirst();
  }

  private void collect(String vertex, Gradient part, Gradient all) {
    if (gradient == null && part != null) { // later on they are the same views
      part.gradientForVariable().forEach((name, g) -> all.setGradientFor(vertex + "_" + name, g));
    }
  }

  private double score() {
    double score = 0;
    double penalty = graph.calcRegularizationScore(true);
    INDArray[] masks = graph.getLabelMaskArrays();
    for (int i = 0; i < outputs.length; i++) {
      IOutputLayer layer = (IOutputLayer) outputs[i].getLayer();
      layer.setMaskArray(masks == null ? null : masks[i]);
      MemoryWorkspace working = forward.notifyScopeEntered(ArrayType.FF_WORKING_MEM);
      try (working) {
        score += layer.computeScore(penalty, true, forward);
      }
      penalty = 0; // counts once
    }
    return score;
  }
}
