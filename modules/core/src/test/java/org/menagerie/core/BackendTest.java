package org.menagerie.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class BackendTest {

  @Test
  void startNamesTheLibraryAndSetsItsThreads() {
    Backend backend = Backend.start(1);
    assertThat(backend.library()).startsWith("nd4j-").contains(":" + Loader.getPlatform());
    assertThat(backend.threads()).isEqualTo(1);
    assertThat(Nd4j.getEnvironment().maxThreads()).isEqualTo(1);
    assertThat(Nd4j.ones(2, 3).mmul(Nd4j.ones(3, 2)).sumNumber().doubleValue()).isEqualTo(12);
  }

  @Test
  void noThreadsAreRefused() {
    assertThatThrownBy(() -> Backend.start(0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("threads must be at least 1, was 0");
  }

  @Test
  void misspeltKernelsAreTheUsersMistake() {
    System.setProperty("menagerie.kernels", "foo");
    try {
      assertThatThrownBy(() -> Backend.start(1))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("menagerie.kernels must be onednn or nd4j, was \"foo\"");
    } finally {
      System.clearProperty("menagerie.kernels");
    }
  }

  @Test
  void theProcessesMemoryIsNotReadAtEveryAllocation() throws IOException, InterruptedException {
    // in a JVM of its own: JavaCPP reads the property once, and the tests' JVM sets it
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String answer = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).isZero();
    assertThat(answer).endsWith("bound 0" + System.lineSeparator());
  }

  /** Starts the backend and tells the bound on the process's memory. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) {
      Backend unused = Backend.start(1);
      System.out.println("bound " + Pointer.maxPhysicalBytes());
    }
  }
}
