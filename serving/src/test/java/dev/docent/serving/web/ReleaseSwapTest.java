package dev.docent.serving.web;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.config.ServeConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.index.IndexStage;
import dev.docent.serving.releases.Release;
import dev.docent.serving.releases.Releases;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves between releases while people search; {@code -Ddocent.swaps=100} moves more often. */
class ReleaseSwapTest {
  private static final int SWAPS = Integer.getInteger("docent.swaps", 8);
  private static final int CLIENTS = 4;

  @TempDir Path folder;

  private final RequestMetrics metrics = new RequestMetrics();
  private Workspace workspace;
  private Releases releases;
  private Release first;
  private Release second;

  @BeforeEach
  void makeTwoReleases() throws Exception {
    TestWorkspace.index(folder, article("a", "Okapis").section("", "okapi"));
    workspace = Workspace.open(folder.resolve("workspace").toString());
    releases = new Releases(workspace);
    first = releases.make("docent");
    TestWorkspace.index(
        folder,
        article("a", "Okapis").section("", "okapi"),
        article("b", "More okapis").section("", "okapi too"));
    second = releases.make("docent");
  }

  private Searcher open(Release release) throws Exception {
    return Searcher.served(workspace, Settings.read(ServeConfig.class, "serve", Map.of()), release);
  }

  private ReleaseWatch watch(Release now, LiveSearch live, ReleaseWatch.Opener opener) {
    return watch(now, live, opener, CanaryLabel.NONE, Optional.empty());
  }

  private ReleaseWatch watch(
      Release now,
      LiveSearch live,
      ReleaseWatch.Opener opener,
      CanaryLabel canary,
      Optional<Long> tried) {
    return new ReleaseWatch(
        releases, now.number(), live, opener, metrics, Duration.ofSeconds(2), canary, tried);
  }

  /** A server over the release in use, and what moves it. */
  private final class Running implements AutoCloseable {
    final LiveSearch live;
    final ReleaseWatch watch;
    final WebServer web;
    private final HttpClient client = HttpClient.newHttpClient();

    Running() throws Exception {
      Release current = releases.current().orElseThrow();
      live = new LiveSearch(open(current));
      watch = watch(current, live, (one, canary) -> open(one));
      web = WebServer.start(live, metrics, WebOptions.local(Duration.ofSeconds(30)));
    }

    HttpResponse<String> search() throws IOException, InterruptedException {
      URI uri = URI.create("http://127.0.0.1:" + web.port() + "/api/search?q=okapi");
      return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    boolean finds(int articles) throws IOException, InterruptedException {
      return search().body().contains("\"total\":" + articles + ",");
    }

    @Override
    public void close() throws Exception {
      web.close();
      watch.close();
      live.close();
    }
  }

  @Test
  void movesUnderLoadWithoutAFailedRequest() throws Exception {
    try (Running server = new Running()) {
      assertTrue(server.finds(2));
      AtomicBoolean stop = new AtomicBoolean();
      AtomicInteger asked = new AtomicInteger();
      List<String> failures = java.util.Collections.synchronizedList(new ArrayList<>());
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Thread one =
            new Thread(
                () -> {
                  while (!stop.get()) {
                    try {
                      HttpResponse<String> answer = server.search();
                      if (answer.statusCode() != 200) {
                        failures.add(answer.statusCode() + ": " + answer.body());
                      }
                    } catch (IOException | InterruptedException e) {
                      failures.add(e.toString());
                    }
                    asked.incrementAndGet();
                  }
                });
        one.start();
        clients.add(one);
      }
      swap(server, 2);
      long files = openFiles();
      int threads = Thread.activeCount();
      swap(server, SWAPS);
      stop.set(true);
      for (Thread one : clients) {
        one.join();
      }
      assertEquals(List.of(), failures);
      assertTrue(asked.get() > SWAPS, "asked " + asked);
      assertTrue(openFiles() <= files, "open files grew from " + files + " to " + openFiles());
      assertTrue(Thread.activeCount() <= threads, "threads grew from " + threads);
      assertEquals(2L + SWAPS, metrics.counts().get("docent_release_swaps_total"));
    }
  }

  private void swap(Running server, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      Release next = releases.current().orElseThrow().equals(first) ? second : first;
      releases.use(next.number());
      server.watch.look();
      assertTrue(server.finds(next.equals(first) ? 1 : 2), "release " + next.number());
    }
  }

  /** Files of the workspace that this process has open or mapped. */
  private long openFiles() throws IOException {
    List<Path> descriptors;
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      descriptors = all.toList();
    }
    long count = 0;
    for (Path one : descriptors) {
      try {
        count += Files.readSymbolicLink(one).startsWith(folder) ? 1 : 0;
      } catch (IOException e) {
        // It was closed meanwhile.
      }
    }
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      return count + maps.filter(line -> line.contains(folder.toString())).count();
    }
  }

  @Test
  void staysWhereItIsWhenTheOtherIsDamaged() throws Exception {
    releases.use(first.number());
    try (Running server = new Running()) {
      Path lucene =
          workspace.find(Stage.INDEX, second.index()).orElseThrow().file(IndexStage.FOLDER);
      // The pointer was moved while all was well; then the disk failed.
      releases.use(second.number());
      damage(lucene);
      server.watch.look();
      server.watch.look();
      assertTrue(server.finds(1));
      assertEquals(1L, metrics.counts().get("docent_release_failures_total"), "it rests");
      assertTrue(metrics.text().contains("docent_release " + first.number() + "\n"));
      releases.use(first.number());
      server.watch.look();
      assertTrue(server.finds(1));
    }
  }

  @Test
  void triesAgainAfterGrowingPauses() throws Exception {
    releases.use(first.number());
    List<Integer> tries = new ArrayList<>();
    AtomicInteger look = new AtomicInteger();
    try (LiveSearch live = new LiveSearch(open(first));
        ReleaseWatch watch =
            watch(
                first,
                live,
                (one, canary) -> {
                  tries.add(look.get());
                  if (tries.size() < 12) {
                    throw new IOException("the prediction server isn't there yet");
                  }
                  return open(one);
                })) {
      releases.use(second.number());
      while (tries.size() < 12 && look.incrementAndGet() < 10_000) {
        watch.look();
      }
      assertEquals(List.of(1, 3, 6, 11, 20, 37, 70, 135, 255, 375, 495, 615), tries);
      assertEquals(1L, metrics.counts().get("docent_release_swaps_total"));
    }
  }

  @Test
  void anErrorIsNoEndOfLooking() throws Exception {
    releases.use(first.number());
    try (LiveSearch live = new LiveSearch(open(first));
        ReleaseWatch watch =
            watch(
                first,
                live,
                (one, canary) -> {
                  throw new OutOfMemoryError("Direct buffer memory");
                })) {
      releases.use(second.number());
      watch.look();
      assertEquals(1L, metrics.counts().get("docent_release_failures_total"));
    }
  }

  /** A search of a release with a canary, or without one that was wanted. */
  private LiveSearch.Opened opened(Release release, boolean lacksCanary, List<String> closed)
      throws Exception {
    Searcher searcher = open(release);
    return new LiveSearch.Opened() {
      @Override
      public SiteSearch search() {
        return searcher.search();
      }

      @Override
      public boolean lacksCanary() {
        return lacksCanary;
      }

      @Override
      public int sections() {
        return searcher.sections();
      }

      @Override
      public String release() {
        return searcher.release();
      }

      @Override
      public void close() throws Exception {
        closed.add(lacksCanary ? "without" : "with");
        searcher.close();
      }
    };
  }

  private static boolean lacksCanary(LiveSearch live) {
    try (LiveSearch.Lease lease = live.lease()) {
      return lease.opened().lacksCanary();
    }
  }

  @Test
  void asksForTheCanaryAgainAfterGrowingPauses() throws Exception {
    releases.use(first.number());
    List<Integer> tries = new ArrayList<>();
    List<String> closed = new ArrayList<>();
    AtomicInteger look = new AtomicInteger();
    ReleaseWatch.Opener opener =
        (one, canary) -> {
          assertEquals(Optional.of(4L), canary);
          tries.add(look.get());
          if (tries.size() == 2) {
            throw new IOException("the store has no time");
          }
          return opened(one, tries.size() < 5, closed);
        };
    CanaryLabel label = new CanaryLabel(() -> Optional.of(4L));
    // It could not be asked when the server started.
    try (LiveSearch live = new LiveSearch(opened(first, true, closed));
        ReleaseWatch watch = watch(first, live, opener, label, Optional.of(4L))) {
      while (tries.size() < 5 && look.incrementAndGet() < 1000) {
        watch.look();
      }
      assertEquals(List.of(1, 3, 6, 11, 20), tries);
      assertFalse(lacksCanary(live), "the fifth has it");
      assertEquals(
          List.of("without", "without", "without", "without"),
          closed,
          "those that brought nothing, and the first search");
      watch.look();
      assertEquals(5, tries.size(), "nothing is wanted any more");
      assertEquals(4L, metrics.counts().get("docent_canary_failures_total"));
      assertNull(metrics.counts().get("docent_release_failures_total"), "the release is searched");
      assertEquals(1L, metrics.counts().get("docent_release_swaps_total"));
    }
  }

  @Test
  void aCanaryThatCannotBeAskedLeavesTheMoveToItsRelease() throws Exception {
    releases.use(first.number());
    AtomicReference<Optional<Long>> version = new AtomicReference<>(Optional.of(4L));
    try (LiveSearch live = new LiveSearch(opened(first, false, new ArrayList<>()));
        ReleaseWatch watch =
            watch(
                first,
                live,
                (one, canary) -> opened(one, canary.isPresent(), new ArrayList<>()),
                new CanaryLabel(version::get),
                Optional.of(4L))) {
      version.set(Optional.of(5L));
      watch.look();
      assertTrue(lacksCanary(live), "the version before is given up");
      releases.use(second.number());
      watch.look();
      assertTrue(metrics.text().contains("docent_release " + second.number() + "\n"));
      version.set(Optional.empty());
      watch.look();
      assertFalse(lacksCanary(live), "none is wanted");
    }
  }

  @Test
  void movesThoughTheCanarysLabelIsMalformed() throws Exception {
    releases.use(first.number());
    ServeConfig settings = Settings.read(ServeConfig.class, "serve", Map.of("canary", "true"));
    Path file = Files.createDirectories(workspace.models().resolve("docent")).resolve("canary");
    Files.writeString(file, "{\"version\": ");
    CanaryLabel label = CanaryLabel.of(workspace, settings);
    try (Searcher searcher = Searcher.served(workspace, settings, first)) {
      assertFalse(searcher.lacksCanary(), "it starts, and none is wanted");
    }
    try (LiveSearch live = new LiveSearch(open(first));
        ReleaseWatch watch =
            watch(first, live, (one, canary) -> open(one), label, label.version())) {
      releases.use(second.number());
      watch.look();
      assertEquals(1L, metrics.counts().get("docent_release_swaps_total"));
      assertNull(metrics.counts().get("docent_release_look_failures_total"));
    }
  }

  @Test
  void countsLooksThatFailApart() throws Exception {
    releases.use(first.number());
    try (Running server = new Running()) {
      Path pointer = folder.resolve("workspace/releases/current");
      byte[] content = Files.readAllBytes(pointer);
      Files.writeString(pointer, "{");
      server.watch.look();
      assertEquals(1L, metrics.counts().get("docent_release_look_failures_total"));
      assertNull(metrics.counts().get("docent_release_failures_total"));
      Files.write(pointer, content);
      releases.use(second.number());
      server.watch.look();
      assertTrue(server.finds(2));
    }
  }

  private static void damage(Path lucene) throws IOException {
    try (Stream<Path> files = Files.list(lucene)) {
      for (Path file : files.filter(one -> Files.isRegularFile(one)).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length > 0) {
          bytes[bytes.length / 2] ^= 1;
          Files.write(file, bytes);
        }
      }
    }
  }
}
