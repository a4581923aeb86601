package org.menagerie.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.menagerie.core.Folders;
import org.menagerie.core.InvalidInputException;

/**
 * The folder that fetched data is kept in, a folder for each set.
 *
 * <p>A set appears whole or not at all: its files are fetched, checked and unpacked beside it, and
 * the folder is then renamed. Of several processes that want it, one fetches and the others wait.
 */
final class DataCache {
  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration STALL = Duration.ofSeconds(30);

  private final Path root;
  private final Download download;
  private final List<FetchListener> listeners;

  DataCache(Path root, Download download, List<FetchListener> listeners) {
    this.root = root;
    this.download = download;
    this.listeners = listeners;
  }

  /** The cache of this user. */
  static DataCache standard() {
    List<FetchListener> listeners =
        ServiceLoader.load(FetchListener.class).stream().map(ServiceLoader.Provider::get).toList();
    return new DataCache(root(), new Download(CONNECT, STALL), listeners);
  }

  /** System property menagerie.data, variable MENAGERIE_DATA, or the user's cache folder. */
  static Path root() {
    String named = System.getProperty("menagerie.data", System.getenv("MENAGERIE_DATA"));
    if (named != null && !named.isBlank()) {
      return Path.of(named);
    }
    String caches = System.getenv("XDG_CACHE_HOME");
    Path base =
        caches == null || caches.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(caches);
    return base.resolve("menagerie");
  }

  /** The set's folder; fetched from the first address that gives what it should. */
  Path fetch(Fetchable set, List<URI> addresses) {
    Path target = root.resolve(set.name());
    try {
      Files.createDirectories(root);
      synchronized (DataCache.class) { // a file lock holds between processes, not threads
        try (FileChannel channel =
                FileChannel.open(
                    root.resolve("." + set.name() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock lock = channel.lock()) {
          if (lock.isValid() && !Files.isDirectory(target)) {
            try {
              fetchInto(target, set, addresses);
            } finally {
              listeners.forEach(listener -> listener.onEnd(set));
            }
          }
        }
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(
          set.name() + " cannot be kept in " + root + ": " + e.getMessage(), e);
    }
  }

  private void fetchInto(Path target, Fetchable set, List<URI> addresses) throws IOException {
    Path draft = root.resolve("." + set.name() + ".part");
    List<String> failures = new ArrayList<>();
    for (URI address : addresses) {
      Folders.delete(draft); // of an attempt that failed or was killed
      Files.createDirectories(draft);
      AtomicLong received = new AtomicLong();
      LongConsumer count =
          bytes -> {
            long all = received.addAndGet(bytes);
            listeners.forEach(listener -> listener.onProgress(set, all));
          };
      try {
        count.accept(0);
        for (Fetchable.Part part : set.parts()) {
          fetchPart(part, address, draft, count);
        }
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        return;
      } catch (Download.FailedException e) {
        failures.add(address.getHost() + ": " + e.getMessage());
      }
    }
    Folders.delete(draft);
    throw new InvalidInputException(
        String.format(
            "%s cannot be fetched (%s); put its files into %s",
            set.name(), String.join("; ", failures), target));
  }

  private void fetchPart(Fetchable.Part part, URI address, Path draft, LongConsumer count)
      throws IOException {
    Path packed = draft.resolve(part.remoteName());
    URI file = address.resolve(part.remoteName());
    String sha256 = download.fetch(file, packed, part.bytes() + (1 << 20), count);
    if (part.archive()) {
      refuseOther(part, sha256);
      Unpacking.tarGz(packed, draft, part.bytes());
    } else {
      refuseOther(part, Unpacking.gzip(packed, draft.resolve(part.file()), part.bytes()));
    }
    Files.delete(packed);
  }

  private static void refuseOther(Fetchable.Part part, String sha256)
      throws Download.FailedException {
    if (!sha256.equals(part.sha256())) {
      throw new Download.FailedException(
          part.remoteName() + " has SHA-256 " + sha256 + ", must be " + part.sha256());
    }
  }
}
