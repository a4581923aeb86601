package org.menagerie.cnn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.testkit.Program;

/** The packaged program on a folder of pictures, as a user starts it. */
class ProgramIT {
  private static final int EACH = 40;
  private static final int SIDE = 16;

  @TempDir private static Path folder;

  private static JsonNode trained;

  @BeforeAll
  static void trainOnStripes() throws Exception {
    pictures("stripes", List.of("across", "down", "none"));
    trained = run("train", "--data", "stripes", "--epochs", "6", "--json").json();
  }

  @Test
  void picturesThatDifferByTheirStripesAreToldApart() {
    assertThat(trained.at("/test/accuracy").asDouble()).isGreaterThan(0.9);
    assertThat(trained.at("/examples/train").asInt()).isLessThan(3 * EACH);
  }

  @Test
  void thePageShowsWhatIsParticularToPictures() throws IOException {
    String page = Files.readString(runFolder(trained).resolve("report.html"));
    assertThat(page)
        .contains(new ActivationMaps().title())
        .contains(new FirstFilters().title())
        .contains(new ContactSheet().title())
        .contains("<p dir=\"auto\">training pictures are augmented by ");
    assertThat(Files.readString(runFolder(trained).resolve("README.md")))
        .contains("| data options | ", "split 60/20/20", "size 16x16", "augment ");
  }

  @Test
  void theConfigurationNamesWhatTheDataDecided() throws Exception {
    assertThat(Files.readString(runFolder(trained).resolve("config.yaml")))
        .contains("size: \"16x16\"", "fit: \"stretch\"", "split: \"60/20/20\"")
        .doesNotContain("augment: \"\"");
    JsonNode again = run("train", "--config", runName(trained) + "/config.yaml", "--json").json();
    assertThat(again.at("/test")).isEqualTo(trained.at("/test"));
  }

  @Test
  void helpNamesTheArchitectures() throws Exception {
    assertThat(run("train", "--help").out().replaceAll("\\s+", " "))
        .contains("Which network to train: cnn, resnet, plain, lenet.");
  }

  @Test
  void evaluateAgreesWithTraining() throws Exception {
    JsonNode again = run("evaluate", runName(trained), "--json").json();
    assertThat(again.get("accuracy")).isEqualTo(trained.at("/test/accuracy"));
  }

  @Test
  void predictTakesAPictureAFolderAndAGlob() throws Exception {
    assertThat(predicted("stripes/down/3.jpg")).hasSize(1).allMatch(l -> l.contains(",down,"));
    assertThat(predicted("stripes/across")).hasSize(EACH);
    assertThat(predicted("stripes/*/1?.jpg")).hasSize(30);
  }

  @Test
  void aPictureThatIsNotThereIsTheUsersMistake() throws Exception {
    Program.Outcome outcome = run("predict", runName(trained), "--input", "stripes/up/3.jpg");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err().lines().toList()).last().asString().contains("stripes/up/3.jpg");
  }

  @Test
  void aRunForOtherClassesSaysWhereItStarted() throws Exception {
    pictures("two", List.of("none", "down"));
    Program.Outcome outcome =
        run(
            "train",
            "--data=two",
            "--from=" + runName(trained),
            "--freeze=2",
            "--epochs=2",
            "--json");
    assertThat(outcome.err()).contains("6 of 7 layers with parameters start from", "anew: output");
    JsonNode second = outcome.json();
    Path run = runFolder(second);
    JsonNode metrics = new ObjectMapper().readTree(run.resolve("metrics.json").toFile());
    assertThat(metrics.at("/provenance/from").asText()).endsWith(runName(trained));
    assertThat(metrics.at("/provenance/freeze").asInt()).isEqualTo(2);
    assertThat(Files.readString(run.resolve("report.html"))).contains("started from");
    assertThat(Files.readString(run.resolve("README.md"))).contains("with 2 frozen layers");
  }

  @Test
  void classesOfOneOrNoPictureDoNoHarm() throws Exception {
    pictures("uneven", List.of("across", "down", "none"));
    try (Stream<Path> files = Files.list(folder.resolve("uneven/none"))) {
      for (Path file : files.skip(1).toList()) {
        Files.delete(file);
      }
    }
    Files.createDirectories(folder.resolve("uneven/nothing"));
    Program.Outcome outcome = run("train", "--data=uneven", "--epochs=1", "--json");
    assertThat(outcome.json().at("/test/macroF1").asDouble()).isBetween(0.0, 1.0);
    assertThat(outcome.err())
        .contains("fewer than 3 pictures, so used for training alone: none")
        .contains("folders without pictures left out: nothing");
    assertThat(runFolder(outcome.json()).resolve("report.html"))
        .content()
        .doesNotContain("could not be made");
  }

  private static List<String> predicted(String input) throws Exception {
    Program.Outcome outcome = run("predict", runName(trained), "--input", input);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome.out().lines().skip(1).toList();
  }

  private static String runName(JsonNode json) {
    return json.get("run").asText();
  }

  private static Path runFolder(JsonNode json) {
    return folder.resolve(runName(json));
  }

  private static Program.Outcome run(String... arguments) throws Exception {
    return Program.of("cnn-images.jar", folder).run(arguments);
  }

  /** A folder of class folders; colours and the first stripe's place are random. */
  private static void pictures(String name, List<String> classes) throws IOException {
    SplittableRandom random = new SplittableRandom(classes.size());
    for (String stripes : classes) {
      Path target = Files.createDirectories(folder.resolve(name).resolve(stripes));
      for (int i = 0; i < EACH; i++) {
        ImageIO.write(picture(stripes, random), "jpg", target.resolve(i + ".jpg").toFile());
      }
    }
  }

  private static BufferedImage picture(String stripes, SplittableRandom random) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color(random.nextInt(0x60)));
    pen.fillRect(0, 0, SIDE, SIDE);
    pen.setColor(new Color(0xa0a0a0 | random.nextInt(1 << 24)));
    for (int at = random.nextInt(4); at < SIDE && !stripes.equals("none"); at += 4) {
      boolean down = stripes.equals("down");
      pen.fillRect(down ? at : 0, down ? 0 : at, down ? 2 : SIDE, down ? SIDE : 2);
    }
    pen.dispose();
    return image;
  }
}
