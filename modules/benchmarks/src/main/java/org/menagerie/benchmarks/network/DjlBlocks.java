package org.menagerie.benchmarks.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.transformer.ScaledDotProductAttentionBlock;
import java.util.List;
import org.menagerie.benchmarks.workload.Mlp;
import org.menagerie.benchmarks.workload.Recurrent;
import org.menagerie.benchmarks.workload.ResNet;
import org.menagerie.benchmarks.workload.Transformer;
import org.menagerie.benchmarks.workload.Workload;

/** The networks from DJL's blocks, up to the logits. */
final class DjlBlocks {

  private DjlBlocks() {}

  static Block of(Workload workload) {
    SequentialBlock net = new SequentialBlock();
    if (workload instanceof Mlp mlp) {
      mlp(net, mlp);
    } else if (workload instanceof ResNet resNet) {
      resNet(net, resNet);
    } else if (workload instanceof Recurrent recurrent) {
      recurrent(net, recurrent);
    } else {
      transformer(net, (Transformer) workload);
    }
    return net.add(linear(workload.classes()));
  }

  private static void mlp(SequentialBlock net, Mlp mlp) {
    for (int units : mlp.hidden()) {
      net.add(linear(units));
      net.add(mlp.smooth() ? Activation.tanhBlock() : Activation.reluBlock());
    }
  }

  private static void resNet(SequentialBlock net, ResNet resNet) {
    net.add(convolution(16, 3, 1)).add(Activation.reluBlock());
    for (int block = 0; block < 3 * resNet.blocks(); block++) {
      int stage = block / resNet.blocks();
      int stride = stage > 0 && block % resNet.blocks() == 0 ? 2 : 1;
      int channels = 16 << stage;
      Block main =
          new SequentialBlock()
              .add(convolution(channels, 3, stride))
              .add(Activation.reluBlock())
              .add(convolution(channels, 3, 1));
      Block shortcut = stride == 1 ? Blocks.identityBlock() : convolution(channels, 1, stride);
      net.add(sum(main, shortcut)).add(Activation.reluBlock());
    }
    net.add(Pool.globalAvgPool2dBlock());
  }

  private static Block convolution(int channels, int kernel, int stride) {
    return new SequentialBlock()
        .add(
            Conv2d.builder()
                .setKernelShape(new Shape(kernel, kernel))
                .setFilters(channels)
                .optStride(new Shape(stride, stride))
                .optPadding(new Shape(kernel / 2, kernel / 2))
                .optBias(false)
                .build())
        .add(BatchNorm.builder().build());
  }

  private static void recurrent(SequentialBlock net, Recurrent recurrent) {
    net.addSingleton(
        x -> x.transpose(1, 0, 2)); // [batch, time, features] -> [time, batch, features]
    if (recurrent.bidirectional()) {
      // DJL 0.35.1 fails on optBidirectional(true); PyTorch computes the same two passes
      // the LSTM block adds its first state to the list it is given, so each needs its own list
      Block forward = new SequentialBlock().addSingleton(x -> x).add(lstm(recurrent.hidden()));
      Block backward =
          new SequentialBlock()
              .addSingleton(x -> x.flip(0))
              .add(lstm(recurrent.hidden()))
              .add(outputs -> new NDList(outputs.head().flip(0)));
      net.add(
          new ParallelBlock(
              both -> new NDList(both.get(0).head().concat(both.get(1).head(), 2)),
              List.of(forward, backward)));
    } else {
      net.add(lstm(recurrent.hidden()));
    }
    // the LSTM block adds its last state, whatever optReturnState says
    net.add(outputs -> new NDList(outputs.head().mean(new int[] {0})));
  }

  private static Block lstm(int units) {
    return LSTM.builder()
        .setStateSize(units)
        .setNumLayers(1)
        .optReturnState(false)
        .optBatchFirst(false)
        .build();
  }

  private static void transformer(SequentialBlock net, Transformer transformer) {
    if (transformer.embeds()) {
      net.add(new DjlEmbedding(transformer.vocabulary(), transformer.width()));
    }
    for (int i = 0; i < transformer.blocks(); i++) {
      Block attention =
          new SequentialBlock()
              .add(norm())
              .add(
                  ScaledDotProductAttentionBlock.builder()
                      .setEmbeddingSize(transformer.width())
                      .setHeadCount(transformer.heads())
                      .optAttentionProbsDropoutProb(0)
                      .build());
      Block feedForward =
          new SequentialBlock()
              .add(norm())
              .add(linear(transformer.feedForward()))
              .add(Activation.reluBlock())
              .add(linear(transformer.width()));
      net.add(sum(attention, Blocks.identityBlock()));
      net.add(sum(feedForward, Blocks.identityBlock()));
    }
    if (transformer.embeds()) {
      net.add(norm());
    }
    net.addSingleton(x -> x.mean(new int[] {1}));
  }

  private static Block norm() {
    return LayerNorm.builder().axis(2).build();
  }

  private static Block linear(int units) {
    return Linear.builder().setUnits(units).build();
  }

  private static Block sum(Block left, Block right) {
    return new ParallelBlock(DjlBlocks::added, List.of(left, right));
  }

  private static NDList added(List<NDList> both) {
    NDArray left = both.get(0).head();
    return new NDList(left.add(both.get(1).head()));
  }
}
