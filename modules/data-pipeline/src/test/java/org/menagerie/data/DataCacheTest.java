package org.menagerie.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.core.InvalidInputException;

/** Fetching against a server on this machine. */
class DataCacheTest {
  private static final byte[] CONTENT =
      "a picture or two".repeat(5_000).getBytes(StandardCharsets.UTF_8);

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);

  @TempDir Path folder;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final List<Long> progress = new CopyOnWriteArrayList<>();
  private final AtomicInteger ends = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private DataCache cache;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/good/", this::give);
    server.createContext("/cut/", exchange -> partly(exchange, 0));
    server.createContext("/slow/", exchange -> partly(exchange, 5_000));
    server.createContext("/silent/", DataCacheTest::pause);
    server.start();
    cache = cache(LONG, LONG);
  }

  private DataCache cache(Duration connect, Duration stall) {
    FetchListener listener =
        new FetchListener() {
          @Override
          public void onProgress(Fetchable set, long bytes) {
            progress.add(bytes);
          }

          @Override
          public void onEnd(Fetchable set) {
            ends.incrementAndGet();
          }
        };
    return new DataCache(folder.resolve("cache"), new Download(connect, stall), List.of(listener));
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aSetIsFetchedUnpackedAndKept() throws IOException {
    Path found = cache.fetch(set(CONTENT), addresses("good"));
    assertThat(found).isEqualTo(folder.resolve("cache/toy"));
    assertThat(found.resolve("part")).hasBinaryContent(CONTENT);
    assertThat(names(found)).containsExactly("part");
    assertThat(names(folder.resolve("cache"))).containsExactly(".toy.lock", "toy");
    cache.fetch(set(CONTENT), addresses("good"));
    assertThat(requests).hasValue(1);
  }

  @Test
  void listenersSeeTheBytesComeFromEachAddress() {
    Fetchable set = set(CONTENT);
    long packed = files.get("part.gz").length;
    cache.fetch(set, addresses("cut", "good"));
    assertThat(progress).startsWith(0L).endsWith(packed);
    assertThat(progress).filteredOn(bytes -> bytes == 0).hasSize(2);
    assertThat(ends).hasValue(1);
    cache.fetch(set, addresses("good"));
    assertThat(ends).as("nothing was fetched").hasValue(1);
  }

  @Test
  void aWrongHashIsRefusedAndNothingStays() throws IOException {
    Fetchable set = set(CONTENT);
    files.put("part.gz", RawPicturesTest.packed("other".getBytes(StandardCharsets.UTF_8), true));
    refused(
        set,
        "part.gz has SHA-256 d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa, must"
            + " be ",
        "good");
  }

  @Test
  void aCutConnectionIsRefusedAndNothingStays() throws IOException {
    refused(set(CONTENT), "127.0.0.1: part.gz: ", "cut");
  }

  @Test
  void aServerThatFallsSilentIsGivenUp() throws IOException {
    cache = cache(LONG, SHORT);
    refused(set(CONTENT), "127.0.0.1: part.gz: nothing came for 300 ms", "slow");
    cache = cache(SHORT, LONG);
    refused(set(CONTENT), " timed out", "silent");
  }

  @Test
  void anAbsentFileIsRefused() throws IOException {
    Fetchable set = set(CONTENT);
    files.clear();
    refused(set, "127.0.0.1: part.gz gave status 404", "good");
  }

  @Test
  void theNextAddressIsTakenWhereOneFails() throws IOException {
    Path found = cache.fetch(set(CONTENT), addresses("cut", "good"));
    assertThat(found.resolve("part")).hasBinaryContent(CONTENT);
  }

  @Test
  void moreThanAnnouncedIsRefused() throws IOException {
    Fetchable bomb = set(new byte[50_000_000]);
    Fetchable small = withBytes(bomb, 1_000);
    refused(small, "part unpacks to more than 1000 bytes", "good");
    files.put("part.gz", new byte[1_100_000]);
    refused(small, "part.gz is larger than 1049576 bytes", "good");
    files.put("part.gz", new byte[100]);
    refused(small, "part.gz is no whole gzip file", "good");
  }

  @Test
  void whatAKilledProcessLeftIsSweptAway() throws IOException {
    Path draft = Files.createDirectories(folder.resolve("cache/.toy.part"));
    Files.write(draft.resolve("half"), new byte[10]);
    Path found = cache.fetch(set(CONTENT), addresses("good"));
    assertThat(names(found)).containsExactly("part");
  }

  @Test
  void archivesAreUnpackedInTheirFolders() throws IOException {
    Fetchable archive = archive(entry("bin/a.bin", '0', CONTENT), entry("bin/", '5', new byte[0]));
    Path found = cache.fetch(archive, addresses("good"));
    assertThat(found.resolve("bin/a.bin")).hasBinaryContent(CONTENT);
    assertThat(names(found)).containsExactly("bin");
  }

  @Test
  void archivesThatReachOutOfTheirFolderAreRefused() throws IOException {
    for (String name : new String[] {"../evil", "a/../../evil", "/evil"}) {
      refused(archive(entry(name, '0', CONTENT)), "a file outside its folder: " + name, "good");
    }
    refused(archive(entry("link", '2', new byte[0])), "the archive has a link: link", "good");
    assertThat(folder.resolve("evil")).doesNotExist();
  }

  @Test
  void archivesLargerThanAnnouncedOrDamagedAreRefused() throws IOException {
    refused(
        archive(entry("a", '0', new byte[300_000])), "unpacks to more than 200000 bytes", "good");
    byte[] cut = Arrays.copyOf(entry("a", '0', CONTENT), 600);
    refused(archive(cut), "toy.tar.gz is no whole tar.gz file", "good");
    byte[] noTar = new byte[512];
    Arrays.fill(noTar, (byte) 'x');
    refused(archive(noTar), "toy.tar.gz is no tar archive", "good");
  }

  @Test
  void threadsThatWantTheSameSetFetchItOnce() {
    Fetchable set = set(CONTENT);
    Stream.of(1, 2, 3, 4).parallel().forEach(i -> cache.fetch(set, addresses("good")));
    assertThat(requests).hasValue(1);
  }

  @Test
  void processesThatWantTheSameSetFetchItOnce() throws IOException, InterruptedException {
    Fetchable set = set(CONTENT);
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Fetcher.class.getName(),
                  folder.resolve("cache").toString(),
                  set.parts().get(0).sha256(),
                  addresses("good").get(0).toString())
              .redirectErrorStream(true)
              .redirectOutput(new File(folder.toFile(), "out" + i))
              .start());
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    assertThat(requests).hasValue(1);
    assertThat(folder.resolve("cache/toy/part")).hasBinaryContent(CONTENT);
  }

  /** One process that fetches the set. */
  static final class Fetcher {
    private Fetcher() {}

    public static void main(String[] args) {
      Download download = new Download(LONG, LONG);
      new DataCache(Path.of(args[0]), download, List.of())
          .fetch(
              toy(new Fetchable.Part("part", args[1], 200_000, false)),
              List.of(URI.create(args[2])));
    }
  }

  private void refused(Fetchable set, String why, String... contexts) throws IOException {
    Path target = folder.resolve("cache/toy");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> cache.fetch(set, addresses(contexts)))
        .withMessageStartingWith("toy cannot be fetched (")
        .withMessageContaining(why)
        .withMessageEndingWith("put its files into " + target);
    assertThat(names(folder.resolve("cache"))).containsExactly(".toy.lock");
  }

  private static List<String> names(Path in) throws IOException {
    try (Stream<Path> all = Files.list(in)) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  private List<URI> addresses(String... contexts) {
    return Arrays.stream(contexts)
        .map(c -> URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + c + "/"))
        .toList();
  }

  /** A set of one gzip file, which the server has. */
  private Fetchable set(byte[] content) {
    try {
      files.put("part.gz", RawPicturesTest.packed(content, true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return toy(new Fetchable.Part("part", sha256(content), content.length, false));
  }

  private static Fetchable withBytes(Fetchable set, long bytes) {
    Fetchable.Part part = set.parts().get(0);
    return toy(new Fetchable.Part(part.file(), part.sha256(), bytes, false));
  }

  private Fetchable archive(byte[]... entries) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      for (byte[] entry : entries) {
        out.write(entry);
      }
    }
    files.put("toy.tar.gz", packed.toByteArray());
    return toy(new Fetchable.Part("toy.tar.gz", sha256(packed.toByteArray()), 200_000, true));
  }

  private static Fetchable toy(Fetchable.Part part) {
    return new Fetchable("toy", "", 1, "", "", "", 1, List.of(part), "", Optional.empty());
  }

  private static byte[] entry(String name, char type, byte[] content) {
    byte[] entry = new byte[512 + (content.length + 511) / 512 * 512];
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(nameBytes, 0, entry, 0, nameBytes.length);
    byte[] size = String.format("%011o", content.length).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(size, 0, entry, 124, size.length);
    entry[156] = (byte) type;
    System.arraycopy(content, 0, entry, 512, content.length);
    return entry;
  }

  private static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(FileScan.sha256Digest().digest(bytes));
  }

  private byte[] asked(HttpExchange exchange) {
    requests.incrementAndGet();
    String path = exchange.getRequestURI().getPath();
    return files.get(path.substring(path.lastIndexOf('/') + 1));
  }

  private void give(HttpExchange exchange) throws IOException {
    byte[] file = asked(exchange);
    try (exchange) {
      if (file == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        exchange.sendResponseHeaders(200, file.length);
        exchange.getResponseBody().write(file);
      }
    }
  }

  /** Half of the file, then nothing for a while, then the end of the connection. */
  private void partly(HttpExchange exchange, long millis) throws IOException {
    byte[] file = asked(exchange);
    try (exchange) {
      exchange.sendResponseHeaders(200, file.length);
      OutputStream body = exchange.getResponseBody();
      body.write(file, 0, file.length / 2);
      body.flush();
      sleep(millis);
    }
  }

  private static void pause(HttpExchange exchange) {
    sleep(5_000);
    exchange.close();
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
