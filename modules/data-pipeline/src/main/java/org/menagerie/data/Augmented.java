package org.menagerie.data;

import java.util.SplittableRandom;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.Seeds;
import org.menagerie.core.Target;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Pictures that every epoch of training sees changed; as they are outside training.
 *
 * <p>What becomes of a picture depends on the epoch's seed and the picture alone, not on its batch.
 */
final class Augmented implements Examples {
  private final Examples pictures;
  private final Augmentation how;
  private final float[] background;

  /**
   * Pictures and what they go through.
   *
   * @param background of each channel, for what comes into view
   */
  Augmented(Examples pictures, Augmentation how, float[] background) {
    this.pictures = pictures;
    this.how = how;
    this.background = background;
  }

  /**
   * A training part as its epochs are to see it.
   *
   * @param option what the user wants; decided by the pictures where it is empty
   */
  static Augmented train(Examples pictures, String option) {
    InputShape.Image shape = (InputShape.Image) pictures.input();
    PictureSample sample = PictureSample.of(pictures);
    Augmentation how =
        option.isBlank()
            ? Augmentation.decide(shape, pictures.size(), sample.mirrorSafe())
            : Augmentation.parse(option, shape);
    return new Augmented(pictures, how, sample.background());
  }

  /** What happens to the pictures, as the option is spelled. */
  Augmentation how() {
    return how;
  }

  @Override
  public InputShape input() {
    return pictures.input();
  }

  @Override
  public Target target() {
    return pictures.target();
  }

  @Override
  public int size() {
    return pictures.size();
  }

  @Override
  public String keyName() {
    return pictures.keyName();
  }

  @Override
  public String key(int row) {
    return pictures.key(row);
  }

  @Override
  public DataSet batch(int[] rows) {
    return pictures.batch(rows);
  }

  @Override
  public Examples forEpoch(long seed) {
    return how.equals(Augmentation.NONE)
        ? this
        : new EpochExamples(this, rows -> changed(seed, rows));
  }

  @Override
  public Examples plain() {
    return pictures;
  }

  @Override
  public Examples augmentedAlike(Examples others) {
    return new Augmented(others, how, background);
  }

  private DataSet changed(long seed, int... rows) {
    DataSet plain = batch(rows);
    INDArray features = plain.getFeatures();
    float[] from = features.data().asFloat();
    float[] to = new float[from.length];
    PictureMotion motion = new PictureMotion((InputShape.Image) input(), background);
    for (int i = 0; i < rows.length; i++) {
      SplittableRandom random = new SplittableRandom(Seeds.derive(seed, rows[i]));
      motion.apply(how.draw(random), from, to, i);
    }
    return new DataSet(Nd4j.create(to, features.shape(), DataType.FLOAT), plain.getLabels());
  }
}
