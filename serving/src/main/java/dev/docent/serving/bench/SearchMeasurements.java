package dev.docent.serving.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.models.savedmodel.SavedModel;
import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import dev.docent.records.text.PairEncoder;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.index.IndexStage;
import dev.docent.serving.prediction.PublishedModel;
import dev.docent.serving.ranking.PairScorer;
import dev.docent.serving.ranking.RankingSettings;
import dev.docent.serving.ranking.ScoringException;
import dev.docent.serving.search.Candidate;
import dev.docent.serving.search.SectionIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Measures a search over a workspace's index and prints a {@link Figure} a line, as JSON. It runs
 * as a process of its own; {@code docent bench search} starts it and shows what it says.
 */
public final class SearchMeasurements {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String START = "start";
  private static final String WORDS = "words";
  private static final String MODEL = "model";
  private static final String OVERLOAD = "overload";

  private static final int DEPTH = 20;
  private static final int CLIENTS = 8;
  private static final int STARTS = 3;
  private static final long SEED = 1;
  private static final Pattern PAIRS =
      Pattern.compile(":tensorflow:serving:batching:processed_batch_size_sum\\{[^}]*\\} ([0-9]+)");

  private final Path launcher;
  private final Workspace workspace;
  private final PublishedModel published;
  private final List<String> queries;
  private final int seconds;
  private final int overloadSeconds;
  private final String only;

  private SearchMeasurements(
      Path launcher,
      Workspace workspace,
      PublishedModel published,
      List<String> queries,
      int seconds,
      int overloadSeconds,
      String only) {
    this.launcher = launcher;
    this.workspace = workspace;
    this.published = published;
    this.queries = queries;
    this.seconds = seconds;
    this.overloadSeconds = overloadSeconds;
    this.only = only;
  }

  /**
   * Takes the launcher, the workspace, a BEIR {@code queries.jsonl}, the seconds of each
   * measurement, those of the overload, and the one part to measure, or an empty text for all.
   */
  public static void main(String[] arguments) throws Exception {
    try {
      Workspace workspace = Workspace.open(arguments[1]);
      new SearchMeasurements(
              Path.of(arguments[0]),
              workspace,
              UntrainedModel.in(workspace, "docent"),
              queries(Path.of(arguments[2])),
              Integer.parseInt(arguments[3]),
              Integer.parseInt(arguments[4]),
              arguments[5])
          .all();
    } catch (UserException e) {
      System.err.println("docent: " + e.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }

  private static List<String> queries(Path file) throws IOException {
    List<String> queries = new ArrayList<>();
    try (Stream<String> lines = Files.lines(file)) {
      for (String line : (Iterable<String>) lines::iterator) {
        queries.add(JSON.readTree(line).path("text").asText());
      }
    }
    Collections.shuffle(queries, new Random(SEED));
    return queries;
  }

  private void all() throws Exception {
    if (isAsked(START)) {
      start();
    }
    if (isAsked(WORDS) || isAsked(MODEL)) {
      try (SectionIndex index = index();
          ServedProcess server = started("--timeout-millis=20000", "")) {
        if (isAsked(WORDS)) {
          new WordSearches(index, queries, seconds).measure(server, SearchMeasurements::say);
        }
        if (isAsked(MODEL)) {
          try (SavedModel model = published.load()) {
            overhead(server, index, model);
            pairs(server, index, model);
          }
        }
      }
    }
    if (isAsked(OVERLOAD)) {
      try (ServedProcess server =
          started("--timeout-millis=" + Overload.TIMEOUT_MILLIS, Overload.JAVA)) {
        Overload overload = new Overload(queries, seconds, overloadSeconds);
        overload.measure(server, SearchMeasurements::say);
        overload.flood(server, SearchMeasurements::say);
      }
    }
  }

  private boolean isAsked(String part) {
    return only.isEmpty() || only.equals(part);
  }

  private SectionIndex index() throws IOException {
    return SectionIndex.open(
        workspace
            .currentArtifact(Stage.INDEX)
            .orElseThrow(
                () -> new UserException("the workspace '%s' has no index".formatted(workspace)))
            .file(IndexStage.FOLDER));
  }

  /** A server that limits nobody and remembers no score. */
  private ServedProcess started(String timeout, String java) throws IOException {
    return ServedProcess.startWith(
        java, launcher, workspace.root(), "--rate=0", "--score-cache-mib=0", timeout);
  }

  private static void say(Figure figure) {
    System.out.println(figure.json());
  }

  /** From the start of the process to the first answer that the model took part in. */
  private void start() throws Exception {
    double[] taken = new double[STARTS];
    double[] cpu = new double[STARTS];
    for (int i = 0; i < STARTS; i++) {
      long began = System.nanoTime();
      try (ServedProcess server = ServedProcess.start(launcher, workspace.root());
          PlainHttp http = new PlainHttp(server.port())) {
        PlainHttp.Answer answer = http.get(PlainHttp.search(queries.get(i), ""));
        taken[i] = (System.nanoTime() - began) / 1e9;
        cpu[i] = server.cpuMillis() / 1000;
        if (!Answers.isFused(answer.body())) {
          throw new UserException("the first answer was without the model: " + answer.body());
        }
      }
    }
    double median = Times.median(taken);
    say(Figure.atMost(1, median / 5, "start to first answer: %.2f s, of 5 s", median));
    double used = Times.median(cpu);
    say(Figure.told(used / median, "start to first answer, CPU: %.2f s of all threads", used));
  }

  /** The pairs of each query's first sections, as a search makes them. */
  private List<List<Pair>> pairsOf(SectionIndex index, int from, int to)
      throws IOException, ScoringException {
    PairEncoder encoder = published.encoder();
    RankingSettings ranking = published.ranking();
    List<List<Pair>> all = new ArrayList<>();
    PairScorer collecting =
        new PairScorer(
            encoder,
            ranking.maxWindows(),
            pairs -> {
              all.add(List.copyOf(pairs));
              return new float[pairs.size()];
            });
    for (String query : queries.subList(from, Math.min(to, queries.size()))) {
      List<Candidate> found = index.search(query, DEPTH, ranking.bm25());
      if (!found.isEmpty()) {
        collecting.score(query, found);
      }
    }
    return all;
  }

  private void overhead(ServedProcess server, SectionIndex index, SavedModel model)
      throws Exception {
    Times raw = new Times();
    Times whole = new Times();
    try (PlainHttp http = new PlainHttp(server.port())) {
      long end = 0;
      for (int i = 0; i < queries.size() && (end == 0 || System.nanoTime() < end); i++) {
        List<List<Pair>> pairs = pairsOf(index, i, i + 1);
        if (pairs.isEmpty()) {
          continue;
        }
        long began = System.nanoTime();
        model.score(pairs.get(0));
        long scored = System.nanoTime();
        http.get(PlainHttp.search(queries.get(i), ""));
        long answered = System.nanoTime();
        // The first ones load classes, here and there.
        if (i >= 10) {
          end = end == 0 ? began + 4 * seconds * 1_000_000_000L : end;
          raw.add(scored - began);
          whole.add(answered - scored);
        }
      }
    }
    say(
        Figure.atMost(
            1.15,
            whole.median() / raw.median(),
            "re-ranking %d sections: p50 %.0f ms by HTTP, %.0f ms of raw prediction (%d queries)",
            DEPTH,
            whole.median(),
            raw.median(),
            raw.count()));
  }

  private void pairs(ServedProcess server, SectionIndex index, SavedModel model) throws Exception {
    List<String> paths = queries.stream().map(query -> PlainHttp.search(query, "")).toList();
    long before = pairs(server);
    long began = System.nanoTime();
    new Load(server.port(), paths).closed(CLIENTS, 3.0 * seconds);
    double served = (pairs(server) - before) / ((System.nanoTime() - began) / 1e9);
    List<Pair> some = new ArrayList<>();
    pairsOf(index, 0, 50).forEach(some::addAll);
    long done = 0;
    began = System.nanoTime();
    for (int i = 0; System.nanoTime() - began < 2e9 * seconds; i++) {
      int start = i * 256 % Math.max(1, some.size() - 256);
      model.score(some.subList(start, Math.min(start + 256, some.size())));
      done += Math.min(256, some.size());
    }
    double alone = done / ((System.nanoTime() - began) / 1e9);
    say(
        Figure.atLeast(
            0.9,
            served / alone,
            "pairs scored: %.0f/s under %d clients, %.0f/s by the model alone",
            served,
            CLIENTS,
            alone));
  }

  private static long pairs(ServedProcess server) throws IOException {
    try (PlainHttp http = new PlainHttp(server.port())) {
      Matcher pairs = PAIRS.matcher(http.get("/metrics").body());
      return pairs.find() ? Long.parseLong(pairs.group(1)) : 0;
    }
  }
}
