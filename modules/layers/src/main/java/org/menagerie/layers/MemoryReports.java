package org.menagerie.layers;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.conf.memory.MemoryReport;

/** Deeplearning4j's estimates of a layer's memory, in array elements. */
final class MemoryReports {
  private MemoryReports() {}

  /** Parameters, Adam's two moments, and {@code perExample} elements of working memory. */
  static LayerMemoryReport of(Layer layer, InputType input, InputType output, long perExample) {
    long parameters = layer.initializer().numParams(layer);
    return new LayerMemoryReport.Builder(layer.getLayerName(), layer.getClass(), input, output)
        .standardMemory(parameters, 2 * parameters)
        .workingMemory(0, 0, 0, perExample)
        .cacheMemory(MemoryReport.CACHE_MODE_ALL_ZEROS, MemoryReport.CACHE_MODE_ALL_ZEROS)
        .build();
  }
}
