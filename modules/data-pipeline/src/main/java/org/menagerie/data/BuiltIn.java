package org.menagerie.data;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.menagerie.core.InputShape;

/**
 * A data set that comes with the zoo.
 *
 * @param rows number of examples
 * @param target its classes or values, in a few words
 * @param sha256 of the resource's bytes, or of what is generated, in hexadecimal
 * @param resource name of the file beside this class; empty where the data is generated
 * @param image the shape of an example that is a picture
 */
public record BuiltIn(
    String name,
    String what,
    int rows,
    String target,
    String licence,
    String origin,
    String sha256,
    String resource,
    Optional<InputShape.Image> image) {
  private static final String CC_BY = "CC BY 4.0";

  static final List<BuiltIn> ALL =
      List.of(
          new BuiltIn(
              "iris",
              "four lengths in cm of iris flowers",
              150,
              "3 classes: setosa, versicolor, virginica",
              CC_BY,
              "R. A. Fisher (1936), UCI Machine Learning Repository",
              "c52742e50315a99f956a383faedf7575552675f6409ef0f9a47076dd08479930",
              "iris.csv",
              Optional.empty()),
          new BuiltIn(
              "digits",
              "handwritten digits, 8x8 pixels from 0 to 16",
              1_797,
              "10 classes: 0 to 9",
              CC_BY,
              "E. Alpaydin and C. Kaynak, UCI Machine Learning Repository, as in scikit-learn",
              "46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a",
              "digits.csv.gz",
              Optional.of(new InputShape.Image(8, 8, 1))),
          new BuiltIn(
              "splice",
              "primate DNA, 60 nucleotides around a possible splice junction",
              3_186,
              "3 classes: ei, ie, n",
              CC_BY,
              "UCI Machine Learning Repository, Molecular Biology (Splice-junction)",
              "31f77acba59e48f123f0b32a18e97d659d611bb47c1b6234e0c56e3a740d501f",
              "splice_dna.csv",
              Optional.empty()),
          SyntheticControl.entry());

  /** Where the file is. */
  URI uri() {
    try {
      return BuiltIn.class.getResource(resource).toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a resource's address is valid", e);
    }
  }
}
