package org.menagerie.layers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.menagerie.layers.kernel.Lanes;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.nd4j.nativeblas.Nd4jBlas;

class ThreadsTest {
  @AfterEach
  void oneThreadForTheOtherTests() {
    Threads.configure(1);
  }

  @Test
  void theBlasPoolGetsOneThreadAndSmallArraysStayOnTheirs() {
    Threads.configure(2);
    assertThat(((Nd4jBlas) Nd4j.factory().blas()).getMaxThreads()).isEqualTo(1);
    assertThat(Nd4j.getEnvironment().elementwiseThreshold()).isEqualTo(65_536);
    assertThat(Nd4j.getEnvironment().tadThreshold()).isEqualTo(65_536);
  }

  @Test
  void everyLoopGetsItsShare() throws InterruptedException {
    Threads.configure(2);
    AtomicInteger threads = new AtomicInteger();
    Thread loop =
        new Thread(
            () -> {
              Threads.enterLoop();
              threads.set(ompThreads());
            });
    loop.start();
    loop.join();
    assertThat(threads).hasValue(2);
    assertThat(ompThreads()).isEqualTo(2);
    assertThat(Threads.perLoop()).isEqualTo(2);
  }

  @Test
  void onlySmallTasksRunOnOneThread() {
    Threads.configure(2);
    assertThat(Lanes.alone(10_000, ThreadsTest::ompThreads)).isEqualTo(1);
    assertThat(ompThreads()).isEqualTo(2);
    assertThat(Lanes.alone(10_000_000, ThreadsTest::ompThreads)).isEqualTo(2);
  }

  /** Configures the threads of a fresh process, whose OpenMP then prints what it has read. */
  public static void main(String[] arguments) {
    Threads.configure(2);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "it has another OpenMP")
  void waitingThreadsSleepSoon() throws IOException, InterruptedException {
    assertThat(openMpSettings(Map.of())).contains("GOMP_SPINCOUNT = '10000'");
    assertThat(openMpSettings(Map.of("GOMP_SPINCOUNT", "77"))).contains("GOMP_SPINCOUNT = '77'");
  }

  private static String openMpSettings(Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder java =
        new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-cp",
            System.getProperty("java.class.path"),
            ThreadsTest.class.getName());
    java.environment().keySet().removeIf(key -> key.matches("G?OMP_.*"));
    java.environment().putAll(environment);
    java.environment().put("OMP_DISPLAY_ENV", "verbose");
    Process process = java.redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  @Test
  void fewerThanOneThreadIsRefused() {
    assertThatThrownBy(() -> Threads.configure(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads must be at least 1, was 0");
  }

  private static int ompThreads() {
    return NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads();
  }
}
