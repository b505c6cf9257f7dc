package dev.docent.pipelines.bench;

import dev.docent.pipelines.launch.Launcher;
import dev.docent.records.RawPage;
import dev.docent.records.bench.BenchOptions;
import dev.docent.records.bench.BenchReport;
import dev.docent.records.bench.BenchReport.Ratio;
import dev.docent.records.bench.BenchReport.Work;
import dev.docent.transforms.articles.ArticleParser;
import dev.docent.transforms.articles.ParseOutcome;
import dev.docent.transforms.sources.RawPages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import picocli.CommandLine.Model.CommandSpec;
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
  private static final String WITH_START = "with its start";

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("parse");
    spec.usageMessage()
        .description(
            "Measures parsing: ours, jsoup's alone, the stage as a process, and a peer's.",
            "The peer needs python3 with bs4, html5lib and numpy (Debian: python3-bs4 and so on).")
        .footer("", "Example:", "  docent bench parse --articles site/ --rounds 7");
    spec.addOption(
        BenchOptions.option(
            "--articles",
            "PATH",
            "Pages: a folder, which may hold .tar.gz files, or one .tar.gz.",
            "Default: ../shared/data/articles beside the project where it is, else the sample."));
    spec.addOption(
        BenchOptions.option("--rounds", "N", "Measured rounds after the warm-up. Default: 5."));
    spec.addOption(
        BenchOptions.option(
            "--stage-pages",
            "N",
            "Pages of the larger site that the stage is measured on: the pages given and seeded variations of them. Default: 20000, which take some 2 GB below the temporary folder."));
    spec.addOption(
        BenchOptions.option(
            "--peer-pages", "N", "Pages for the peer at most, which is slow. Default: 150."));
    return spec;
  }

  @Override
  public BenchReport run(ParseResult arguments) throws Exception {
    Path articles = articles(arguments);
    int rounds = BenchOptions.positive(arguments, "--rounds", 5);
    int stagePages = BenchOptions.positive(arguments, "--stage-pages", 20_000);
    int peerPages = BenchOptions.positive(arguments, "--peer-pages", 150);
    BenchPages pages = BenchPages.read(articles);
    Measured page = measure(pages, rounds);
    ParseStageBench.Figures stage = ParseStageBench.measure(pages, stagePages, peerPages);

    BenchReport report = new BenchReport("pages");
    report.add(new Work("jsoup, parse alone", pages.size(), page.jsoup(), ""));
    report.add(
        new Work(
            "Docent, whole parse of a page",
            pages.size(),
            page.docent(),
            page.articles() + " articles"));
    report.add(new Work("Docent, whole stage", stage.fewPages(), stage.few(), WITH_START));
    report.add(new Work("Docent, whole stage", stage.manyPages(), stage.many(), WITH_START));
    report.add(
        new Work(
            "BeautifulSoup + html5lib",
            stage.peerPages(),
            stage.peer(stage.peerPages()),
            stage.peerNote()));
    report.add(
        new Ratio(
            "whole parse of a page / jsoup alone",
            page.docent() / page.jsoup(),
            MOST_TIMES_JSOUP,
            null));
    report.note(
        "%d pages, %,d bytes of '%s'; of jsoup and the whole parse medians of %d rounds after %d to warm up, in turn"
            .formatted(pages.size(), pages.bytes(), articles, rounds, WARM_UP_ROUNDS));
    report.note(
        "the stage is a process of its own: read raw pages, parse, furniture, language, duplicates, write. %.1f CPU s to start and compile, then %.2f CPU ms a page, by the line through both sizes; more pages than there are come of seeded variations"
            .formatted(stage.start(), 1000 * stage.each()));
    if (!Double.isNaN(stage.peerEach())) {
      report.add(
          new Ratio(
              "reading and parsing alone: peer / whole parse of a page",
              stage.peerParsing() * pages.size() / page.docent(),
              null,
              null));
      report.add(
          new Ratio(
              "whole stage: peer / Docent, %d pages".formatted(stage.manyPages()),
              stage.peer(stage.manyPages()) / stage.many(),
              null,
              LEAST_TIMES_PEER));
      report.add(
          new Ratio(
              "whole stage: peer / Docent, %d pages".formatted(stage.fewPages()),
              stage.peer(stage.fewPages()) / stage.few(),
              null,
              null));
      report.note(
          "the peer: %.1f CPU s to start, then %.1f CPU ms a page, measured on a sample of the stage's pages and reckoned for as many as the stage has"
              .formatted(stage.peerStart(), 1000 * stage.peerEach()));
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
}
