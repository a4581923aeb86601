package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;

import example.SequenceClassifier;
import example.TransformerClassifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** This module's README says what is so. */
class ReadmeTest {
  @ParameterizedTest
  @ValueSource(strings = {"SequenceClassifier", "TransformerClassifier"})
  void showsTheExamplesThatAreCompiledHere(String example) throws IOException {
    assertThat(read("README.md")).contains(read("src/test/java/example/" + example + ".java"));
  }

  @Test
  void theExamplesLearn() {
    assertLearns(SequenceClassifier::main);
    assertLearns(TransformerClassifier::main);
  }

  private static void assertLearns(Consumer<String[]> main) {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      main.accept(new String[0]);
    } finally {
      System.setOut(console);
    }
    String all = printed.toString(StandardCharsets.UTF_8).strip();
    String loss = all.substring(all.lastIndexOf(' ') + 1); // ND4J's log may come before it
    assertThat(Double.parseDouble(loss)).isBetween(0.0, 0.1);
  }

  @Test
  void namesTheVersionsOfTheBuild() throws IOException {
    String readme = read("README.md");
    String pom = read("../../pom.xml");
    for (String property : List.of("dl4j", "dnnl", "opencl")) {
      Matcher version = Pattern.compile("<%s\\.version>(.*?)</".formatted(property)).matcher(pom);
      assertThat(version.find()).as(property).isTrue();
      assertThat(readme).as(property).contains("<version>" + version.group(1) + "</version>");
    }
    assertThat(pom).contains("<version>0.1.0-SNAPSHOT</version>");
    assertThat(readme).contains("<version>0.1.0-SNAPSHOT</version>");
  }

  @Test
  void listsEveryLayer() throws IOException {
    String readme = read("README.md");
    List<Path> files;
    try (var folder = Files.list(Path.of("src/main/java/org/menagerie/layers"))) {
      files = folder.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      if (Files.readString(file).contains("\n  /** Builds a")) { // a layer's builder
        assertThat(readme).contains("`" + file.getFileName().toString().replace(".java", "`"));
      }
    }
  }

  private static String read(String file) throws IOException {
    return Files.readString(Path.of(file));
  }
}
