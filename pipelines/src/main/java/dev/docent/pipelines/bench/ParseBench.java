package dev.docent.pipelines.bench;

import dev.docent.pipelines.bench.BenchReport.Ratio;
import dev.docent.pipelines.bench.BenchReport.Work;
import dev.docent.pipelines.workflow.Launcher;
import dev.docent.records.RawPage;
import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import dev.docent.transforms.articles.ArticleParser;
import dev.docent.transforms.articles.ParseOutcome;
import dev.docent.transforms.sources.RawPages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.jsoup.Jsoup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code docent bench parse}: our whole parse of pages, jsoup's parse alone of the same bytes, the
 * parse stage as a process, and BeautifulSoup with html5lib doing the same work.
 */
final class ParseBench implements Benchmark {
  /** What the work around jsoup may cost, in jsoup's own time. */
  private static final double MOST_TIMES_JSOUP = 1.5;

  private static final double LEAST_TIMES_PEER = 20;
  private static final int WARM_UP_ROUNDS = 4;
  private static final int PEER_ROUNDS = 1;

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("parse");
    spec.usageMessage()
        .description(
            "Measures parsing: ours, jsoup's alone, the stage as a process, and a peer's.",
            "The peer needs python3 with bs4 and html5lib (Debian: python3-bs4, python3-html5lib).")
        .footer("", "Example:", "  docent bench parse --articles site/ --rounds 7");
    spec.addOption(
        option(
            "--articles",
            "PATH",
            "Pages: a folder, which may hold .tar.gz files, or one .tar.gz.",
            "Default: ../shared/data/articles beside the project where it is, else the sample."));
    spec.addOption(option("--rounds", "N", "Measured rounds after the warm-up. Default: 5."));
    spec.addOption(
        option("--peer-pages", "N", "Pages for the peer at most, which is slow. Default: 60."));
    spec.addOption(
        option(
            "--copies",
            "N",
            "How often the stage gets each page; its start costs the same for few and many. Default: 1."));
    return spec;
  }

  private static OptionSpec option(String name, String label, String... description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .description(description)
        .type(String.class)
        .arity("1")
        .build();
  }

  @Override
  public BenchReport run(ParseResult arguments) throws Exception {
    Path articles = articles(arguments);
    int rounds = positive(arguments, "--rounds", 5);
    int copies = positive(arguments, "--copies", 1);
    BenchPages pages = BenchPages.read(articles);
    BenchPages some = pages.sample(positive(arguments, "--peer-pages", 60));
    BenchReport report = new BenchReport("pages");
    report.note(
        "%d pages, %d bytes of '%s'; medians of %d rounds after %d to warm up"
            .formatted(pages.size(), pages.bytes(), articles, rounds, WARM_UP_ROUNDS));

    Measured all = measure(pages, rounds);
    report.add(new Work("jsoup, parse alone", pages.size(), all.jsoup(), ""));
    report.add(
        new Work("Docent, whole parse", pages.size(), all.docent(), all.articles() + " articles"));
    Path scratch = Files.createTempDirectory("docent-bench-");
    try {
      int files = pages.write(scratch.resolve("all"), copies);
      Path workspace = Files.createDirectory(scratch.resolve("workspace"));
      StageRun.cpuSeconds(workspace, Stage.INGEST, "--articles", scratch.resolve("all").toString());
      double stage = StageRun.cpuSeconds(workspace, Stage.PARSE);
      report.add(new Work("Docent, stage as a process", files, stage, "with its start"));

      some.write(scratch.resolve("some"), 1);
      PeerParser.Result peer = PeerParser.measure(scratch.resolve("some"), PEER_ROUNDS, scratch);
      Measured ours = measure(some, rounds);
      report.add(new Work("BeautifulSoup + html5lib", some.size(), peer.cpuSeconds(), peer.note()));
      report.add(new Work("Docent, the peer's pages", some.size(), ours.docent(), ""));
      report.add(
          new Ratio(
              "whole parse / jsoup alone", all.docent() / all.jsoup(), MOST_TIMES_JSOUP, null));
      if (!Double.isNaN(peer.cpuSeconds())) {
        report.add(
            new Ratio(
                "peer / whole parse", peer.cpuSeconds() / ours.docent(), null, LEAST_TIMES_PEER));
        double peerEach = peer.cpuSeconds() / some.size();
        report.add(new Ratio("peer / stage as a process", peerEach / (stage / files), null, null));
      }
    } finally {
      FileUtils.deleteQuietly(scratch.toFile());
    }
    return report;
  }

  private record Measured(double jsoup, double docent, int articles) {}

  private static Measured measure(BenchPages pages, int rounds) {
    List<byte[]> contents = List.copyOf(pages.pages().values());
    List<RawPage> raw =
        pages.pages().entrySet().stream()
            .map(e -> RawPages.of(e.getKey(), null, null, RawPages.HTML, null, e.getValue()))
            .toList();
    ArticleParser parser = new ArticleParser(80, 1);
    double[] jsoup = new double[rounds];
    double[] docent = new double[rounds];
    int[] articles = {0};
    for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
      double alone = CpuClock.seconds(() -> contents.forEach(ParseBench::jsoup));
      articles[0] = 0;
      double whole =
          CpuClock.seconds(
              () ->
                  raw.forEach(
                      page -> {
                        if (parser.parse(page) instanceof ParseOutcome.Parsed) {
                          articles[0]++;
                        }
                      }));
      if (round >= 0) {
        jsoup[round] = alone;
        docent[round] = whole;
      }
    }
    return new Measured(CpuClock.median(jsoup), CpuClock.median(docent), articles[0]);
  }

  private static void jsoup(byte[] page) {
    try {
      Jsoup.parse(new ByteArrayInputStream(page), null, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  private static int positive(ParseResult arguments, String option, int byDefault) {
    String value = arguments.matchedOptionValue(option, Integer.toString(byDefault));
    try {
      int number = Integer.parseInt(value);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new UserException("%s '%s' must be a whole number from 1 on".formatted(option, value));
  }
}
