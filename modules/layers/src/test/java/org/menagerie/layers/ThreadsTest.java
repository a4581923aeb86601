package org.menagerie.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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
