package org.menagerie.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Fetches files over HTTP, and gives up on a server that does not answer or falls silent.
 *
 * @param connect how long a connection, and the answer's beginning, may take
 * @param stall how long the server may send nothing
 */
record Download(Duration connect, Duration stall) {

  /** Why an address did not give what it should. */
  static final class FailedException extends IOException {
    private static final long serialVersionUID = 1L;

    FailedException(String why) {
      super(why);
    }
  }

  /**
   * Fetches a file and gives its SHA-256.
   *
   * @param most bytes that it may have
   * @param received told of the bytes of each chunk that came
   */
  String fetch(URI address, Path target, long most, LongConsumer received) throws FailedException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(connect)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpRequest request = HttpRequest.newBuilder(address).timeout(connect).build();
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != 200) {
          throw new FailedException(name(target) + " gave status " + response.statusCode());
        }
        return copy(body, target, most, received);
      }
    } catch (FailedException e) {
      throw e;
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new FailedException(name(target) + ": " + why);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("interrupted");
    }
  }

  private String copy(InputStream body, Path target, long most, LongConsumer received)
      throws IOException {
    try (Watch watch = new Watch(body, stall)) {
      try {
        LongConsumer both =
            bytes -> {
              watch.progress();
              received.accept(bytes);
            };
        String sha256 = write(body, target, most, both);
        watch.refuseStalled(name(target));
        return sha256;
      } catch (FailedException e) {
        throw e;
      } catch (IOException e) {
        watch.refuseStalled(name(target));
        throw e;
      }
    }
  }

  private static String write(InputStream body, Path target, long most, LongConsumer received)
      throws IOException {
    MessageDigest digest = FileScan.sha256Digest();
    byte[] chunk = new byte[1 << 16];
    long total = 0;
    try (OutputStream out = Files.newOutputStream(target)) {
      for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
        received.accept(n);
        total += n;
        if (total > most) {
          throw new FailedException(name(target) + " is larger than " + most + " bytes");
        }
        digest.update(chunk, 0, n);
        out.write(chunk, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String name(Path target) {
    return String.valueOf(target.getFileName());
  }

  /** Closes a stream that nothing comes from any more, which ends the read that waits for it. */
  private static final class Watch implements AutoCloseable {
    private final AtomicLong last = new AtomicLong(System.nanoTime());
    private final Duration stall;
    private final Thread thread;
    private volatile boolean stalled;

    Watch(InputStream body, Duration stall) {
      this.stall = stall;
      thread = new Thread(() -> watch(body), "download watch");
      thread.setDaemon(true);
      thread.start();
    }

    private void watch(InputStream body) {
      try {
        while (left() > 0) {
          Thread.sleep(Math.max(1, left() / 1_000_000));
        }
        stalled = true;
        body.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // done
      } catch (IOException e) {
        throw new UncheckedIOException(e); // the read that waits ends all the same
      }
    }

    private long left() {
      return last.get() + stall.toNanos() - System.nanoTime();
    }

    void progress() {
      last.set(System.nanoTime());
    }

    void refuseStalled(String name) throws FailedException {
      if (stalled) {
        throw new FailedException(name + ": nothing came for " + stall.toMillis() + " ms");
      }
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }
}
