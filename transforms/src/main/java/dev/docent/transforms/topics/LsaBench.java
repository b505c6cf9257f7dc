package dev.docent.transforms.topics;

import dev.docent.records.config.TopicsConfig;
import dev.docent.records.lsa.Weighting;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures the decomposition against scikit-learn's randomized TruncatedSVD and ARPACK, in one run:
 * speed on a made-up matrix, growth with the rows, quality on real texts. Each line ends in OK or
 * FAIL.
 */
public final class LsaBench {
  private static final int ROWS = 20_000;
  private static final int TERMS = 30_000;
  private static final int TERMS_PER_ROW = 97;
  private static final int TOPICS = 100;
  private static final int THREADS = 2;
  private static final int RUNS = 5;
  private static final int PEER_RUNS = 3;
  private static final double GROWTH_OF_MEMORY = 2e6;

  private final TopicsConfig settings;
  private final PrintStream out;
  private final Path folder;
  private boolean ok = true;

  private LsaBench(TopicsConfig settings, PrintStream out, Path folder) {
    this.settings = settings;
    this.out = out;
    this.folder = folder;
  }

  /**
   * Runs all measurements.
   *
   * @param settings the power iterations, oversampling, bounds of the vocabulary and seed
   * @param data a folder with {@code articles/*.tar.gz} and {@code wikipedia/combined/*.bz2}; where
   *     it is absent, quality isn't measured
   * @return whether nothing failed
   */
  public static boolean run(TopicsConfig settings, Path data, PrintStream out) throws Exception {
    Path folder = Files.createTempDirectory("docent-bench-lsa");
    try {
      LsaBench bench = new LsaBench(settings, out, folder);
      Optional<SvdPeer> peer = SvdPeer.find(folder);
      if (peer.isEmpty()) {
        out.println(
            "No Python with numpy, scipy and scikit-learn is here (on Debian: apt-get install python3-sklearn): our figures stand alone.");
      }
      bench.speed(peer);
      bench.growth();
      bench.quality(peer, data);
      return bench.ok;
    } finally {
      delete(folder);
    }
  }

  private void speed(Optional<SvdPeer> peer) throws Exception {
    SyntheticTexts texts = new SyntheticTexts(TERMS, TERMS_PER_ROW, settings.seed());
    LocalSvd.Rows rows = LocalSvd.Rows.of(buckets(texts, ROWS));
    line(
        "Speed: %,d x %,d, %d values a row, k %d, l %d, %d power iterations, %d threads, median of %d",
        ROWS,
        TERMS,
        TERMS_PER_ROW,
        TOPICS,
        (TOPICS + settings.oversampling() + 1) / 2,
        settings.powerIterations(),
        THREADS,
        RUNS);
    Effort<SingularVectors> ours = median(rows, ROWS, settings.powerIterations());
    line("  Docent        %6.2f CPU s  %6.2f s", ours.cpuSeconds(), ours.wallSeconds());
    floor(rows, ours.cpuSeconds());
    if (peer.isPresent()) {
      SvdPeer.Answer answer = peer.get().ask(rows, ours.result(), PEER_RUNS, false);
      double theirs = answer.number("cpuSeconds");
      line("  scikit-learn  %6.2f CPU s  %6.2f s", theirs, answer.number("wallSeconds"));
      line(
          "  (%s, randomized, 10 oversamples, 5 iterations of LU, median of %d)",
          answer.figures().get("versions").asText(), PEER_RUNS);
      double energy = answer.number("energy");
      double mine = answer.number("ourEnergy") / energy;
      double peers = answer.number("sklearnEnergy") / energy;
      check(
          mine >= peers, "captured energy %.5f%%, scikit-learn's %.5f%%", 100 * mine, 100 * peers);
      check(
          ours.cpuSeconds() < theirs,
          "with the default settings %.2f times as fast as scikit-learn",
          theirs / ours.cpuSeconds());
      atEqualEnergy(rows, peers, theirs);
    }
  }

  /** The fewest power iterations that capture what the peer does, and their time. */
  private void atEqualEnergy(LocalSvd.Rows rows, double peers, double theirs) throws Exception {
    for (int power = 0; power <= 2 * settings.powerIterations(); power++) {
      Effort<SingularVectors> ours = decompose(rows, ROWS, power);
      double mine = captured(rows, ours.result()) / ours.result().energy();
      if (mine >= peers) {
        Effort<SingularVectors> timed = median(rows, ROWS, power);
        check(
            timed.cpuSeconds() < theirs,
            "at equal energy (%d power iterations, %.5f%%) %.2f CPU s: %.2f times as fast",
            power,
            100 * mine,
            timed.cpuSeconds(),
            theirs / timed.cpuSeconds());
        return;
      }
      line("  %d power iterations capture %.5f%%", power, 100 * mine);
    }
    check(false, "scikit-learn's energy wasn't reached");
  }

  /** The energy in the space that some vectors span: |A V|^2. */
  static double captured(LocalSvd.Rows rows, SingularVectors vectors) {
    double energy = 0;
    double[] place = new double[vectors.topics()];
    for (int number = 0; number < rows.buckets(); number++) {
      SparseRows bucket = rows.bucket(number);
      for (int row = 0; row < bucket.size(); row++) {
        Arrays.fill(place, 0);
        vectors.addProjection(bucket, row, place);
        for (double value : place) {
          energy += value * value;
        }
      }
    }
    return energy;
  }

  /** What the machine would need if it did nothing but multiply, or nothing but fetch. */
  private void floor(LocalSvd.Rows rows, double cpuSeconds) {
    long values = 0;
    for (int bucket = 0; bucket < rows.buckets(); bucket++) {
      values += rows.bucket(bucket).values().length;
    }
    int columns = (TOPICS + settings.oversampling() + 1) / 2;
    double passes = settings.powerIterations() + 2.0;
    double flops = passes * 4 * values * columns;
    double bytes = passes * 2 * values * columns * Float.BYTES;
    line(
        "  passes: %.1f GFLOP and %.1f GB gathered; all of it at %.1f GFLOP/s and %.1f GB/s a core",
        flops / 1e9, bytes / 1e9, flops / 1e9 / cpuSeconds, bytes / 1e9 / cpuSeconds);
  }

  private void growth() throws Exception {
    SyntheticTexts texts = new SyntheticTexts(TERMS, TERMS_PER_ROW, settings.seed());
    line(
        "Growth: rows streamed from a file, time a median of 3; heap as full collections leave it");
    double[] seconds = new double[2];
    long[] heap = new long[2];
    for (int size = 0; size < 2; size++) {
      int rows = ROWS << size;
      int buckets = (rows + RowBuckets.ROWS - 1) / RowBuckets.ROWS;
      MatrixFile file =
          MatrixFile.write(
              folder.resolve(rows + ".rows"),
              buckets,
              b -> texts.bucket(b, Math.min(RowBuckets.ROWS, rows - b * RowBuckets.ROWS)));
      List<Effort<SingularVectors>> three = new ArrayList<>();
      for (int run = 0; run < 3; run++) {
        three.add(decompose(file, rows, settings.powerIterations()));
      }
      three.sort(Comparator.comparingDouble(Effort::cpuSeconds));
      seconds[size] = three.get(1).cpuSeconds();
      LiveHeap live = new LiveHeap(file);
      decompose(live, rows, settings.powerIterations());
      heap[size] = live.most();
      line(
          "  %,6d rows    %6.2f CPU s  %6.2f s  %4d MB of live heap",
          rows, seconds[size], three.get(1).wallSeconds(), heap[size] >> 20);
    }
    double time = seconds[1] / seconds[0];
    check(time <= 2.2, "twice the rows take %.2f times the CPU time, at most 2.2", time);
    check(
        heap[1] - heap[0] <= GROWTH_OF_MEMORY,
        "and %+.1f MB of live heap, at most 2",
        (heap[1] - heap[0]) / 1e6);
  }

  private void quality(Optional<SvdPeer> peer, Path data) throws Exception {
    Path articles = data.resolve("articles");
    Path wikipedia = data.resolve("wikipedia/combined/combined-techwiki.xml.bz2");
    if (!Files.isDirectory(articles) || !Files.exists(wikipedia)) {
      line("Quality: not measured, '%s' has no articles/ or no %s", data, wikipedia);
      return;
    }
    quality(peer, "sites", new RealTexts().addSites(articles));
    quality(peer, "Wikipedia sample", new RealTexts().addDump(wikipedia));
  }

  private void quality(Optional<SvdPeer> peer, String name, RealTexts texts) throws Exception {
    Lexicon lexicon =
        texts.lexicon(
            settings.minDocumentFrequency(),
            settings.maxDocumentShare(),
            settings.maxTerms(),
            Weighting.of(settings.weighting()));
    LocalSvd.Rows rows = texts.rows(lexicon);
    SvdShape shape =
        SvdShape.fit(TOPICS, settings.oversampling(), texts.sections(), lexicon.size());
    SingularVectors ours =
        new LocalSvd(rows, THREADS).decompose(shape, settings.powerIterations(), settings.seed());
    double coherence = coherence(ours, rows, texts.sections());
    line(
        "Quality: %s, %,d sections, %,d terms, k %d, %s",
        name, texts.sections(), lexicon.size(), ours.topics(), settings.weighting());
    if (peer.isEmpty()) {
      line("  mean NPMI coherence %.4f", coherence);
      return;
    }
    SvdPeer.Answer answer = peer.get().ask(rows, ours, 1, true);
    double[] exact = answer.numbers("arpackValues");
    double worst = 0;
    double exactEnergy = 0;
    for (int i = 0; i < exact.length; i++) {
      exactEnergy += exact[i] * exact[i];
      if (i < exact.length / 2) {
        worst = Math.max(worst, Math.abs(ours.singularValues()[i] / exact[i] - 1));
      }
    }
    check(
        worst <= 0.001,
        "first %d singular values within %.5f%% of ARPACK's, at most 0.1%%",
        exact.length / 2,
        100 * worst);
    double lost = 1 - answer.number("ourEnergy") / exactEnergy;
    check(
        lost <= 0.005,
        "captured energy %.5f%% below ARPACK's, at most 0.5%% (scikit-learn's %.5f%%)",
        100 * lost,
        100 * (1 - answer.number("sklearnEnergy") / exactEnergy));
    double theirs = coherence(answer.vectors(), rows, texts.sections());
    check(
        coherence >= theirs,
        "mean NPMI coherence %.4f, scikit-learn's components %.4f",
        coherence,
        theirs);
  }

  static double coherence(SingularVectors vectors, LocalSvd.Rows rows, long sections) {
    Coherence coherence = new Coherence(vectors);
    for (int bucket = 0; bucket < rows.buckets(); bucket++) {
      coherence.add(rows.bucket(bucket));
    }
    DenseBlock counts = coherence.counts();
    double sum = 0;
    for (int topic = 0; topic < vectors.topics(); topic++) {
      sum += Coherence.of(counts, topic, sections);
    }
    return sum / vectors.topics();
  }

  private static List<SparseRows> buckets(SyntheticTexts texts, int rows) {
    List<SparseRows> buckets = new ArrayList<>();
    for (int first = 0; first < rows; first += RowBuckets.ROWS) {
      buckets.add(texts.bucket(buckets.size(), Math.min(RowBuckets.ROWS, rows - first)));
    }
    return buckets;
  }

  private Effort<SingularVectors> median(LocalSvd.Rows rows, int sections, int powerIterations)
      throws Exception {
    List<Effort<SingularVectors>> efforts = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      efforts.add(decompose(rows, sections, powerIterations));
    }
    efforts.sort(Comparator.comparingDouble(Effort::cpuSeconds));
    return efforts.get(RUNS / 2);
  }

  private Effort<SingularVectors> decompose(LocalSvd.Rows rows, int sections, int powerIterations)
      throws Exception {
    SvdShape shape = SvdShape.fit(TOPICS, settings.oversampling(), sections, TERMS);
    return Effort.of(
        () -> new LocalSvd(rows, THREADS).decompose(shape, powerIterations, settings.seed()));
  }

  private void check(boolean holds, String pattern, Object... values) {
    ok &= holds;
    line("  %s  %s", holds ? "OK  " : "FAIL", String.format(Locale.ROOT, pattern, values));
  }

  private void line(String pattern, Object... values) {
    out.println(String.format(Locale.ROOT, pattern, values));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
