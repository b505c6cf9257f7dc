package dev.docent.pipelines.articles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Article;
import dev.docent.records.DeadLetter;
import dev.docent.records.Outcome;
import dev.docent.records.PageLink;
import dev.docent.records.PageOutcome;
import dev.docent.records.RawPage;
import dev.docent.records.UserException;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.config.IngestConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.config.SourceKind;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageExecutor;
import dev.docent.records.stage.StageResult;
import dev.docent.records.workspace.Hashes;
import dev.docent.records.workspace.WindowRecord;
import dev.docent.records.workspace.Workspace;
import dev.docent.transforms.fetch.FetchSettings;
import dev.docent.transforms.sources.PageSource;
import dev.docent.transforms.sources.Span;
import dev.docent.transforms.sources.Unlisted;
import dev.docent.transforms.sources.WebClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows of a site that is played: what it lists, what it answers, and what it was asked. */
class WindowIngestTest {
  /**
   * What the site answers to a URL: text, or a reason to fail. Static, as workers are elsewhere.
   */
  private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();

  /** What was asked, {@code URL} or {@code URL if changed}. */
  private static final ConcurrentSkipListSet<String> ASKED = new ConcurrentSkipListSet<>();

  @TempDir Path folder;
  private Workspace workspace;
  private int week;

  @BeforeEach
  void open() throws IOException {
    workspace = Workspace.open(folder.resolve("work").toString());
    ANSWERS.clear();
    ASKED.clear();
  }

  @Test
  void weeksOfASiteEndInItsNewestState() throws Exception {
    ANSWERS.putAll(Map.of("a", "first", "b", "first", "c", "fail", "d", "first"));
    StageResult first = ingest(List.of("a", "b", "c", "d"), Unlisted.ASK);
    assertEquals(
        Map.of("fetched", 3L, "unchanged", 0L, "gone", 0L, "refused", 0L, "failed", 1L),
        record(first).outcomes());
    List<DeadLetter> letters =
        AvroFiles.readAll(DeadLetter.class, first.artifact().file("dead-letters"));
    assertEquals(List.of("c http-503"), letters.stream().map(WindowIngestTest::words).toList());
    assertEquals(1, first.artifact().manifest().warnings().size());

    // The second week lists what changed alone; the failed page is asked for again all the same.
    ASKED.clear();
    ANSWERS.putAll(Map.of("a", "second", "c", "first"));
    ANSWERS.remove("d");
    StageResult second = ingest(List.of("a", "d"), Unlisted.KEEP);
    assertEquals(List.of("a if changed", "c", "d if changed"), List.copyOf(ASKED));
    assertTrue(record(second).news());
    assertEquals(Map.of("a", "second", "b", "first", "c", "first"), articles(parse(false)));

    // A week without news, but with the same dead link, remakes nothing.
    ASKED.clear();
    StageResult third = ingest(List.of("a", "d"), Unlisted.KEEP);
    assertEquals(List.of("a if changed", "d"), List.copyOf(ASKED));
    assertEquals(1L, record(third).count("gone"));
    assertFalse(record(third).news());
    assertEquals(Map.of("a", "second", "b", "first", "c", "first"), articles(parse(true)));

    // A page that came back lives; one that is no longer listed is gone.
    ANSWERS.put("d", "back");
    StageResult fourth = ingest(List.of("b", "c", "d"), Unlisted.GONE);
    assertEquals(1L, record(fourth).count("gone"));
    assertEquals(Map.of("b", "first", "c", "first", "d", "back"), articles(parse(false)));
  }

  @Test
  void windowInWhichEveryPageFailedStaysOpen() throws Exception {
    ANSWERS.putAll(Map.of("a", "fail", "b", "fail"));
    UserException e =
        assertThrows(UserException.class, () -> ingest(List.of("a", "b"), Unlisted.ASK));
    assertTrue(e.getMessage().contains("none of the 2 pages"), e.getMessage());
    assertTrue(e.getMessage().contains("http-503 2"), e.getMessage());
    assertTrue(workspace.all(Stage.INGEST).isEmpty());
  }

  @Test
  void aListOfWhichNothingCanBeTakenIsAnErrorThatShowsAnExample() throws Exception {
    Path list = Files.writeString(folder.resolve("pages.txt"), "ftp://example.org/a\nb\n");
    Map<String, String> values = Map.of("articles", list.toString());
    StageExecutor executor = new StageExecutor(workspace);
    Record settings = Settings.read(IngestConfig.class, "ingest", values);
    UserException e =
        assertThrows(
            UserException.class,
            () ->
                executor.execute(
                    executor.plan(Stage.INGEST, settings, Map.of()),
                    new IngestStage(),
                    List.of(),
                    false));
    assertTrue(e.getMessage().contains("none of the 2 things"), e.getMessage());
    assertTrue(e.getMessage().contains("line 1: bad-url, 'ftp://example.org/a'"), e.getMessage());
    assertTrue(workspace.all(Stage.INGEST).isEmpty());
  }

  private static String words(DeadLetter letter) {
    return name(letter.getId()) + " " + letter.getReason();
  }

  private StageResult ingest(List<String> listed, Unlisted unlisted) throws Exception {
    week++;
    Map<String, String> values =
        Map.of(
            "articles",
            url("sitemap.xml"),
            "since",
            "2026-01-0" + week,
            "until",
            "2026-01-0" + (week + 1));
    IngestStage stage =
        new IngestStage(
            config ->
                new PlayedSource(listed.stream().map(WindowIngestTest::url).toList(), unlisted),
            new PlayedFetching());
    StageExecutor executor = new StageExecutor(workspace);
    Record settings = Settings.read(IngestConfig.class, "ingest", values);
    return executor.execute(
        executor.plan(Stage.INGEST, settings, Map.of()), stage, List.of(), false);
  }

  private StageResult parse(boolean cached) throws Exception {
    StageExecutor executor = new StageExecutor(workspace);
    Record settings = Settings.read(Stage.PARSE.settings(), "parse", Map.of());
    StageResult result =
        executor.execute(
            executor.plan(Stage.PARSE, settings, executor.currentInputs(Stage.PARSE)),
            new ParseStage(),
            List.of(),
            false);
    assertEquals(cached, result.cached());
    return result;
  }

  private static Map<String, String> articles(StageResult parse) throws IOException {
    Map<String, String> titles = new TreeMap<>();
    AvroFiles.forEach(
        Article.class,
        parse.artifact().file("articles"),
        article -> titles.put(name(article.getId()), article.getTitle()));
    return titles;
  }

  private static WindowRecord record(StageResult result) throws IOException {
    return WindowRecord.read(result.artifact().folder()).orElseThrow();
  }

  private static String url(String name) {
    return "http://site.example/" + name;
  }

  private static String name(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private record PlayedSource(List<String> listed, Unlisted unlisted) implements PageSource {
    @Override
    public SourceKind kind() {
      return SourceKind.SITEMAP;
    }

    @Override
    public String location() {
      return url("sitemap.xml");
    }

    @Override
    public Unlisted unlisted(Span window) {
      return unlisted;
    }

    @Override
    public PTransform<PBegin, PCollectionTuple> read(Span window, WebClient.Factory web) {
      List<String> urls = listed;
      return new PTransform<>() {
        @Override
        public PCollectionTuple expand(PBegin input) {
          Pipeline p = input.getPipeline();
          List<PageLink> links =
              urls.stream().map(url -> new PageLink(url, null, null, null, List.of())).toList();
          StringUtf8Coder text = StringUtf8Coder.of();
          return PCollectionTuple.of(
                  LINKS, of(p, "links", links, AvroCoder.specific(PageLink.class)))
              .and(PAGES, of(p, "pages", List.of(), AvroCoder.specific(RawPage.class)))
              .and(GONE, of(p, "gone", List.of(), text))
              .and(LISTED, of(p, "listed", urls, text))
              .and(DEAD_LETTERS, of(p, "letters", List.of(), AvroCoder.specific(DeadLetter.class)));
        }
      };
    }

    private static <T> PCollection<T> of(
        Pipeline pipeline, String name, List<T> values, Coder<T> coder) {
      return pipeline.apply(name, Create.of(values).withCoder(coder));
    }
  }

  private static final class PlayedFetching implements Fetching {
    @Override
    public PCollectionTuple fetch(
        PCollection<KV<PageLink, PageOutcome>> asked, FetchSettings settings, Path kept) {
      PCollectionTuple fetched =
          asked.apply(
              "Fetch", ParDo.of(new Answer()).withOutputTags(PAGES, TupleTagList.of(OUTCOMES)));
      fetched.get(PAGES).setCoder(AvroCoder.specific(RawPage.class));
      fetched.get(OUTCOMES).setCoder(AvroCoder.specific(PageOutcome.class));
      return fetched;
    }
  }

  private static final class Answer extends DoFn<KV<PageLink, PageOutcome>, RawPage> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element KV<PageLink, PageOutcome> asked, MultiOutputReceiver out) {
      String url = asked.getKey().getUrl();
      PageOutcome before = asked.getValue();
      ASKED.add(name(url) + (before == null ? "" : " if changed"));
      String answer = ANSWERS.get(name(url));
      Instant now = Instant.now();
      if (answer == null) {
        out.get(Fetching.OUTCOMES).output(outcome(url, Outcome.GONE, "http-404", null, now));
      } else if (answer.equals("fail")) {
        out.get(Fetching.OUTCOMES).output(outcome(url, Outcome.FAILED, "http-503", null, now));
      } else if (before != null && Objects.equals(before.getDigest(), Hashes.sha256(answer))) {
        out.get(Fetching.OUTCOMES)
            .output(outcome(url, Outcome.UNCHANGED, null, before.getDigest(), now));
      } else {
        String html = "<main><h1>" + answer + "</h1><p>" + text(name(url));
        ByteBuffer content = ByteBuffer.wrap(html.getBytes(StandardCharsets.UTF_8));
        String digest = Hashes.sha256(answer);
        out.get(Fetching.PAGES)
            .output(
                new RawPage(
                    url,
                    url,
                    null,
                    "text/html",
                    null,
                    content,
                    digest,
                    now,
                    null,
                    null,
                    List.of()));
        out.get(Fetching.OUTCOMES).output(outcome(url, Outcome.FETCHED, null, digest, now));
      }
    }

    /** Words of the page's own: what pages share is taken for furniture, or for a duplicate. */
    private static String text(String name) {
      Random random = new Random(name.hashCode());
      StringBuilder text = new StringBuilder();
      for (int word = 0; word < 40; word++) {
        for (int letter = 0; letter < 6; letter++) {
          text.append((char) ('a' + random.nextInt(26)));
        }
        text.append(' ');
      }
      return text.toString();
    }

    private static PageOutcome outcome(
        String url, Outcome outcome, String reason, String digest, Instant at) {
      return new PageOutcome(url, url, outcome, reason, null, 0, 1, null, null, digest, at);
    }
  }
}
