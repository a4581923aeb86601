package org.menagerie.layers.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.menagerie.layers.Threads;

class LanesTest {
  @BeforeEach
  void twoThreads() {
    Threads.configure(2);
  }

  @AfterEach
  void oneThreadForTheOtherTests() {
    Threads.configure(1);
  }

  @Test
  void aFailureIsThrownWhenAllLanesHaveEnded() {
    CountDownLatch failed = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    Runnable ends =
        () -> {
          await(failed);
          pause(200); // long enough for a caller that does not wait to be gone
          ended.set(true);
        };
    Runnable fails =
        () -> {
          failed.countDown();
          throw new IllegalStateException("lane");
        };
    assertThatThrownBy(() -> Lanes.run(List.of(() -> {}, fails, ends)))
        .hasMessage("a part of the layer failed")
        .hasRootCauseMessage("lane");
    assertThat(ended).isTrue();
  }

  @Test
  void theCallersFailureComesFirstAndTheOthersWithIt() {
    Runnable own = () -> fail("own");
    Runnable other = () -> fail("other");
    assertThatThrownBy(() -> Lanes.run(List.of(own, other, other)))
        .hasMessage("own")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2))
        .satisfies(e -> assertThat(e.getSuppressed()[0]).hasRootCauseMessage("other"));
  }

  private static void fail(String message) {
    throw new IllegalArgumentException(message);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
