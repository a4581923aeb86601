package org.menagerie.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.menagerie.core.Examples;
import org.menagerie.core.InputShape;
import org.menagerie.core.InvalidInputException;
import org.menagerie.core.Target;
import org.nd4j.linalg.dataset.DataSet;

/**
 * All that turns pictures into a network's input; fitted on the training part alone.
 *
 * @param labels the classes, in the order of the network's outputs
 * @param augment what training pictures went through, as the option is spelled
 */
record PictureEncoder(PictureForm form, PixelScale scale, List<String> labels, String augment)
    implements Encoder {
  static final String FILE = "file";

  /** An encoder with its own copy of the labels. */
  PictureEncoder {
    labels = List.copyOf(labels);
  }

  @Override
  public InputShape.Image input() {
    return form.shape();
  }

  @Override
  public Target.Classes target() {
    return new Target.Classes(labels);
  }

  @Override
  public ExampleView view(DataSet example) {
    float[] inputs = example.getFeatures().dup('c').data().asFloat();
    return new ExampleView.Picture(
        form.height(), form.width(), form.channels(), scale.brightness(inputs));
  }

  @Override
  public List<String> notes() {
    if (augment.isEmpty()) {
      return List.of(); // of an encoder that does not know
    }
    return List.of(
        augment.equals("none")
            ? "training pictures are taken as they are"
            : "training pictures are augmented by "
                + augment.replaceFirst(",(?=[^,]*$)", " and ").replace(",", ", "));
  }

  /** Encodes a picture, all below a folder, those that a glob names, or an idx file. */
  @Override
  public EncodedFile encode(Path path) {
    PictureSource source = IdxFile.holdsPictures(path) ? idx(path) : files(path);
    PictureSet pictures = source.read(form, List.of());
    List<String> notes = new ArrayList<>(source.notes());
    notes.addAll(pictures.notes());
    return new EncodedFile(
        source.name(),
        examples(pictures, all(pictures)),
        notes,
        Optional.of(new EncodedFile.Key(FILE, pictures.files())));
  }

  private static PictureSource idx(Path path) {
    return RawPictures.unlabelled(path.toString(), IdxFile.images(path));
  }

  private static PictureSource files(Path path) {
    if (Files.isDirectory(path)) {
      PictureFiles found = PictureFiles.below(path);
      if (found.pictures().isEmpty()) {
        List<Path> idx = IdxFolder.pictures(path);
        if (!idx.isEmpty()) {
          throw new InvalidInputException(
              path + " holds idx files; name one of them, such as " + idx.get(0));
        }
        throw new InvalidInputException(path + " holds no pictures (PNG, JPEG, BMP or GIF)");
      }
      return PictureFolder.unlabelled(path.toString(), path, found.pictures(), found.notes(path));
    }
    Path nowhere = Path.of("");
    if (Files.exists(path)) {
      return PictureFolder.unlabelled(path.toString(), nowhere, List.of(path), List.of());
    }
    return PictureFolder.unlabelled(path.toString(), nowhere, Glob.matches(path), List.of());
  }

  /**
   * Encodes labelled pictures: a name, or a folder of class folders or with idx files.
   *
   * <p>Where the data keeps a test part, that is taken. Classes are found by name; one that
   * training did not know is refused.
   */
  @Override
  public LabelledFile encodeLabelled(String data) {
    PictureSource source = Datasets.pictures(data).measured();
    refuseUnknown(source, labels);
    PictureSet pictures = source.read(form, labels);
    List<String> notes = new ArrayList<>(source.notes());
    notes.addAll(pictures.notes());
    return new LabelledFile(
        source.name(), pictures.sha256(), examples(pictures, all(pictures)), notes);
  }

  /** Refuses pictures of a class that is not among the known ones. */
  static void refuseUnknown(PictureSource source, List<String> known) {
    for (String name : source.classes()) {
      if (!known.contains(name)) {
        throw new InvalidInputException(
            source.name()
                + ": class "
                + Phrases.quote(name)
                + " is not one of the training's ("
                + Phrases.names(known, 12)
                + ")");
      }
    }
  }

  /** Some of the pictures as examples. */
  Examples examples(PictureSet pictures, int[] rows) {
    return new PictureExamples(pictures, rows, scale, target());
  }

  static int[] all(PictureSet pictures) {
    return IntStream.range(0, pictures.size()).toArray();
  }
}
