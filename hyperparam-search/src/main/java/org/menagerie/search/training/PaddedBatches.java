package org.menagerie.search.training;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Batches of series joined into one, shorter ones padded and masked. */
final class PaddedBatches {
  private PaddedBatches() {}

  static DataSet join(List<DataSet> batches) {
    INDArray features = joined(batches, DataSet::getFeatures);
    INDArray labels = joined(batches, DataSet::getLabels);
    return new DataSet(
        features,
        labels,
        masks(batches, DataSet::getFeaturesMaskArray, DataSet::getFeatures),
        masks(batches, DataSet::getLabelsMaskArray, DataSet::getLabels));
  }

  private static INDArray joined(List<DataSet> batches, Function<DataSet, INDArray> part) {
    return stack(batches.stream().map(part).toList());
  }

  private static INDArray masks(
      List<DataSet> batches, Function<DataSet, INDArray> mask, Function<DataSet, INDArray> part) {
    List<INDArray> arrays = batches.stream().map(part).toList();
    boolean sameLength = arrays.stream().map(PaddedBatches::steps).distinct().count() == 1;
    if (sameLength && batches.stream().map(mask).allMatch(Objects::isNull)) {
      return null;
    }
    return stack(
        batches.stream()
            .map(
                batch -> {
                  INDArray own = mask.apply(batch);
                  INDArray array = part.apply(batch);
                  return own != null
                      ? own
                      : Nd4j.ones(array.dataType(), array.size(0), steps(array));
                })
            .toList());
  }

  private static INDArray stack(List<INDArray> arrays) {
    long steps = arrays.stream().mapToLong(PaddedBatches::steps).max().orElseThrow();
    return Nd4j.concat(
        0, arrays.stream().map(array -> padded(array, steps)).toArray(INDArray[]::new));
  }

  private static INDArray padded(INDArray array, long steps) {
    if (steps(array) == steps) {
      return array;
    }
    long[] shape = array.shape().clone();
    shape[shape.length - 1] = steps;
    INDArray zeros = Nd4j.zeros(array.dataType(), shape);
    INDArray front =
        array.rank() == 2
            ? zeros.get(NDArrayIndex.all(), NDArrayIndex.interval(0, steps(array)))
            : zeros.get(
                NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(0, steps(array)));
    front.assign(array);
    return zeros;
  }

  private static long steps(INDArray array) {
    return array.size(array.rank() - 1);
  }
}
