package dev.docent.pipelines.bench;

import dev.docent.pipelines.launch.Launcher;
import dev.docent.records.Article;
import dev.docent.records.TrainingExample;
import dev.docent.records.UserException;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.bench.BenchOptions;
import dev.docent.records.bench.BenchReport;
import dev.docent.records.bench.BenchReport.Ratio;
import dev.docent.records.bench.BenchReport.Work;
import dev.docent.records.config.DatasetConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.lsa.LsaModel;
import dev.docent.records.stage.Stage;
import dev.docent.records.text.PairEncoder;
import dev.docent.records.text.WordPiece;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Hashes;
import dev.docent.records.workspace.Workspace;
import dev.docent.transforms.dataset.CorpusSection;
import dev.docent.transforms.dataset.SourceDocument;
import dev.docent.transforms.dataset.examples.Corpora;
import dev.docent.transforms.dataset.examples.DatasetPlan;
import dev.docent.transforms.dataset.examples.ExampleFiles;
import dev.docent.transforms.dataset.examples.ExampleMaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.io.FileUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code docent bench dataset}: our whole making of a data set from a site's sections (indexes,
 * queries, BM25's candidates, negatives, word pieces, TFRecords), and the same kind of work by a
 * peer that searches by scikit-learn's tf-idf and sparse cosine.
 */
final class DatasetBench implements Benchmark {
  private static final double LEAST_TIMES_PEER = 1;
  private static final int WARM_UP_ROUNDS = 4;

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("dataset");
    spec.usageMessage()
        .description(
            "Measures the making of a data set: ours (indexes, queries, BM25's 50 candidates a query, negatives, word pieces, TFRecords), and the same kind of work in Python (TfidfVectorizer, the 50 nearest by sparse cosine).",
            "The peer needs a python3 with scikit-learn (Debian: python3-sklearn).")
        .footer("", "Example:", "  docent bench dataset --articles site/ --rounds 7");
    spec.addOption(
        BenchOptions.option(
            "--articles",
            "PATH",
            "Pages: a folder, which may hold .tar.gz files, or one .tar.gz. Default: ../shared/data/articles beside the project where it is, else the sample."));
    spec.addOption(
        BenchOptions.option(
            "--workspace", "DIR", "Take articles and topics from here instead of making them."));
    spec.addOption(
        BenchOptions.option("--rounds", "N", "Measured rounds after the warm-up. Default: 3."));
    return spec;
  }

  @Override
  public BenchReport run(ParseResult arguments) throws Exception {
    int rounds = BenchOptions.positive(arguments, "--rounds", 3);
    Path scratch = Files.createTempDirectory("docent-bench-");
    try {
      Workspace workspace =
          arguments.hasMatchedOption("--workspace")
              ? Workspace.open(arguments.matchedOptionValue("--workspace", ""))
              : made(arguments, scratch);
      List<SourceDocument> documents = new ArrayList<>();
      AvroFiles.forEach(
          Article.class,
          artifact(workspace, Stage.PARSE).file("articles"),
          article -> documents.add(SourceDocument.of(article)));
      LsaModel lsa = LsaModel.load(artifact(workspace, Stage.TOPICS).folder());
      return measure(documents, lsa, rounds, scratch);
    } finally {
      FileUtils.deleteQuietly(scratch.toFile());
    }
  }

  private static Workspace made(ParseResult arguments, Path scratch) throws Exception {
    BenchPages pages = BenchPages.read(articles(arguments));
    Path folder = scratch.resolve("pages");
    pages.write(folder, pages.size(), 1);
    Path workspace = Files.createDirectory(scratch.resolve("workspace"));
    StageRun.cpuSeconds(workspace, Stage.INGEST, "--articles", folder.toString());
    StageRun.cpuSeconds(workspace, Stage.PARSE);
    StageRun.cpuSeconds(workspace, Stage.TOPICS);
    return Workspace.open(workspace.toString());
  }

  private static Artifact artifact(Workspace workspace, Stage stage) throws IOException {
    return workspace
        .currentArtifact(stage)
        .orElseThrow(
            () ->
                new UserException(
                    "the workspace %s has no output of '%s'"
                        .formatted(workspace.location(), stage.id())));
  }

  private static BenchReport measure(
      List<SourceDocument> documents, LsaModel lsa, int rounds, Path scratch) throws Exception {
    DatasetPlan plan = DatasetPlan.of(Settings.read(DatasetConfig.class, "dataset", Map.of()));
    WordPiece wordPiece = new WordPiece(plan.vocabulary());
    Path tfrecords = scratch.resolve("tfrecord");
    Times whole = times(documents, lsa, plan, wordPiece, rounds, tfrecords);
    int half = Math.max(1, whole.examples().size() / 2);
    DatasetPlan halfPlan =
        DatasetPlan.of(
            Settings.read(DatasetConfig.class, "dataset", Map.of("max-examples", "" + half)));
    Times part = times(documents, lsa, halfPlan, wordPiece, rounds, tfrecords);
    Path sections = scratch.resolve("sections.tsv");
    write(documents, sections);
    Path vocabulary = scratch.resolve("vocab.txt");
    wordPiece.vocabulary().write(vocabulary);
    PeerScript.Result peer = peer(sections, vocabulary, whole.examples().size(), plan, rounds);
    PeerScript.Result peerPart = peer(sections, vocabulary, part.examples().size(), plan, rounds);
    return report(documents, whole, part, rounds, peer, peerPart);
  }

  private static PeerScript.Result peer(
      Path sections, Path vocabulary, int examples, DatasetPlan plan, int rounds)
      throws IOException, InterruptedException {
    return PeerScript.run(
        "peer_dataset.py",
        "sklearn",
        sections.toString(),
        vocabulary.toString(),
        "" + examples,
        "" + plan.mining().negatives(),
        "" + plan.sequenceLength(),
        "" + rounds);
  }

  /** CPU seconds, medians of the rounds, and the examples made. */
  private record Times(
      List<TrainingExample> examples, double corpus, double making, double packing) {
    double whole() {
      return corpus + making + packing;
    }
  }

  private static Times times(
      List<SourceDocument> documents,
      LsaModel lsa,
      DatasetPlan plan,
      WordPiece wordPiece,
      int rounds,
      Path tfrecords) {
    double[] corpus = new double[rounds];
    double[] examples = new double[rounds];
    double[] files = new double[rounds];
    Made made = new Made();
    for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
      double a =
          CpuClock.seconds(
              () ->
                  made.corpora =
                      new Corpora(documents, List.of(), Map.of(), plan.split(), lsa::project));
      double b =
          CpuClock.seconds(
              () -> made.examples = new ExampleMaker(plan, made.corpora()).make(documents));
      double c = CpuClock.seconds(() -> pack(made.examples, wordPiece, plan, tfrecords));
      if (round >= 0) {
        corpus[round] = a;
        examples[round] = b;
        files[round] = c;
      }
    }
    return new Times(
        made.examples, CpuClock.median(corpus), CpuClock.median(examples), CpuClock.median(files));
  }

  /** The last round's outcome. */
  private static final class Made {
    private @Nullable Corpora corpora;
    private List<TrainingExample> examples = List.of();

    Corpora corpora() {
      return Objects.requireNonNull(corpora);
    }
  }

  private static BenchReport report(
      List<SourceDocument> documents,
      Times whole,
      Times part,
      int rounds,
      PeerScript.Result peer,
      PeerScript.Result peerPart) {
    int n = whole.examples().size();
    int more = n - part.examples().size();
    long sections = documents.stream().mapToLong(document -> document.sections().size()).sum();
    double ourMore = whole.whole() - part.whole();
    double peerMore = peer.cpuSeconds() - peerPart.cpuSeconds();
    BenchReport report = new BenchReport("examples");
    report.add(new Work("Docent, indexes", n, whole.corpus(), sections + " sections"));
    report.add(new Work("Docent, queries and negatives", n, whole.making(), ""));
    report.add(new Work("Docent, word pieces and TFRecords", n, whole.packing(), ""));
    report.add(new Work("Docent, whole", n, whole.whole(), "digest " + digest(whole.examples())));
    report.add(new Work("Docent, each beyond the first half", more, ourMore, "marginal cost"));
    report.add(new Work("scikit-learn, whole", n, peer.cpuSeconds(), peer.note()));
    report.add(
        new Work("scikit-learn, each beyond the first half", more, peerMore, "marginal cost"));
    if (!Double.isNaN(peer.cpuSeconds())) {
      report.add(
          new Ratio(
              "our rate / the peer's", peer.cpuSeconds() / whole.whole(), null, LEAST_TIMES_PEER));
      report.add(new Ratio("our marginal rate / the peer's", peerMore / ourMore, null, null));
    }
    report.note(
        "%d documents; medians of %d rounds after %d to warm up; the peer's indexing is part of its time"
            .formatted(documents.size(), rounds, WARM_UP_ROUNDS));
    return report;
  }

  private static void pack(
      List<TrainingExample> examples, WordPiece wordPiece, DatasetPlan plan, Path folder) {
    try {
      new ExampleFiles(new PairEncoder(wordPiece, plan.sequenceLength()), plan.seed())
          .write(folder, examples);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of all examples as they are: the same for the same data set. */
  private static String digest(List<TrainingExample> examples) {
    MessageDigest digest = Hashes.sha256();
    for (TrainingExample example : examples) {
      digest.update(example.toString().getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
  }

  /** One section a line: document, title, text. */
  private static void write(List<SourceDocument> documents, Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    for (SourceDocument document : documents) {
      for (CorpusSection section : document.sections()) {
        lines.add(
            String.join("\t", flat(document.id()), flat(section.title()), flat(section.text())));
      }
    }
    Files.write(file, lines);
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private static Path articles(ParseResult arguments) {
    if (arguments.hasMatchedOption("--articles")) {
      return Path.of(arguments.matchedOptionValue("--articles", ""));
    }
    Path shared = Launcher.home().resolve("../shared/data/articles").normalize();
    return Files.isDirectory(shared)
        ? shared
        : Launcher.home().resolve("pipelines/sample/articles");
  }
}
