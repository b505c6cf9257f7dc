package dev.docent.pipelines.bench;

import dev.docent.pipelines.launch.Launcher;
import dev.docent.records.UserException;
import dev.docent.records.bench.BenchOptions;
import dev.docent.records.bench.BenchReport;
import dev.docent.records.bench.BenchReport.Ratio;
import dev.docent.records.bench.BenchReport.Work;
import dev.docent.transforms.wikipedia.bzip2.Bzip2InputStream;
import dev.docent.transforms.wikipedia.dump.DumpPage;
import dev.docent.transforms.wikipedia.dump.DumpReader;
import dev.docent.transforms.wikipedia.dump.DumpSplit;
import dev.docent.transforms.wikipedia.dump.DumpSplits;
import dev.docent.transforms.wikipedia.dump.SplitStream;
import dev.docent.transforms.wikipedia.wikitext.WikitextParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code docent bench wikipedia}: our whole read of a dump (decompression, XML, clean text), its
 * decompression alone by our decoder and by commons-compress, and gensim's reader.
 */
final class WikipediaBench implements Benchmark {
  /** What our decoder may take, in commons-compress's time. */
  private static final double MOST_OF_COMMONS = 0.67;

  /** Our whole read's rate, in the rate of commons-compress's decoding alone. */
  private static final double LEAST_OF_COMMONS_RATE = 0.6;

  private static final double LEAST_TIMES_PEER = 8;
  private static final int WARM_UP_ROUNDS = 3;

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("wikipedia");
    spec.usageMessage()
        .description(
            "Measures reading a Wikipedia dump: decoding alone by commons-compress and by Docent, the whole read to clean text, and the same by gensim.",
            "The peer needs a python3 with gensim (Debian: python3-gensim).")
        .footer("", "Example:", "  docent bench wikipedia --dump enwiki-part.xml.bz2 --rounds 7");
    spec.addOption(
        BenchOptions.option(
            "--dump",
            "PATH",
            "A .bz2 dump, or a folder with one. Default: ../shared/data/wikipedia/combined beside the project where it is, else the sample."));
    spec.addOption(
        BenchOptions.option("--rounds", "N", "Measured rounds after the warm-up. Default: 5."));
    spec.addOption(
        BenchOptions.option(
            "--peer-rounds", "N", "Measured rounds of the peer, which is slow. Default: 3."));
    return spec;
  }

  @Override
  public BenchReport run(ParseResult arguments) throws Exception {
    Path dump = dump(arguments);
    int rounds = BenchOptions.positive(arguments, "--rounds", 5);
    int peerRounds = BenchOptions.positive(arguments, "--peer-rounds", 3);
    byte[] file = Files.readAllBytes(dump);
    List<DumpSplit> splits = DumpSplits.of(dump);
    double[] commons = new double[rounds];
    double[] ours = new double[rounds];
    double[] whole = new double[rounds];
    long[] bytes = new long[2];
    Read[] read = new Read[1];
    for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
      double a = CpuClock.seconds(() -> bytes[0] = drain(commons(file)));
      double b =
          CpuClock.seconds(
              () -> bytes[1] = drain(new Bzip2InputStream(new ByteArrayInputStream(file))));
      double c = CpuClock.seconds(() -> read[0] = read(splits));
      if (round >= 0) {
        commons[round] = a;
        ours[round] = b;
        whole[round] = c;
      }
    }
    if (bytes[0] != bytes[1]) {
      throw new IllegalStateException(
          "the decoders gave %d and %d bytes of '%s'".formatted(bytes[0], bytes[1], dump));
    }
    PeerScript.Result peer =
        PeerScript.run("peer_wikipedia.py", "gensim", dump.toString(), "" + peerRounds);
    return report(dump, rounds, bytes[0], read[0], commons, ours, whole, peer);
  }

  private static BenchReport report(
      Path dump,
      int rounds,
      long bytes,
      Read read,
      double[] commonsRounds,
      double[] oursRounds,
      double[] wholeRounds,
      PeerScript.Result peer) {
    double commons = CpuClock.median(commonsRounds);
    double ours = CpuClock.median(oursRounds);
    double whole = CpuClock.median(wholeRounds);
    long kilobytes = bytes / 1000;
    BenchReport report = new BenchReport("kB");
    report.add(new Work("commons-compress, decoding", kilobytes, commons, ""));
    report.add(new Work("Docent, decoding", kilobytes, ours, ""));
    report.add(
        new Work(
            "Docent, whole read",
            kilobytes,
            whole,
            "%d articles, %d characters".formatted(read.articles(), read.characters())));
    report.add(new Work("gensim, whole read", kilobytes, peer.cpuSeconds(), peer.note()));
    report.add(
        new Ratio(
            "our decoding's time / commons-compress's", ours / commons, MOST_OF_COMMONS, null));
    report.add(
        new Ratio(
            "whole read's rate / commons-compress's decoding",
            commons / whole,
            null,
            LEAST_OF_COMMONS_RATE));
    if (!Double.isNaN(peer.cpuSeconds())) {
      report.add(
          new Ratio(
              "whole read's rate / gensim's", peer.cpuSeconds() / whole, null, LEAST_TIMES_PEER));
    }
    report.note(
        "'%s', %,d bytes of XML; medians of %d rounds after %d to warm up, the decoders and the read in turn"
            .formatted(dump, bytes, rounds, WARM_UP_ROUNDS));
    return report;
  }

  private record Read(long articles, long characters) {}

  private static Read read(List<DumpSplit> splits) {
    long articles = 0;
    long characters = 0;
    for (DumpSplit split : splits) {
      try (SplitStream stream = SplitStream.open(split)) {
        DumpReader reader = new DumpReader(stream);
        for (DumpPage page = reader.next(); page != null; page = reader.next()) {
          if (page.namespace() == 0 && !page.redirect() && page.fault() == null) {
            articles++;
            characters += WikitextParser.parse(page.text()).characters();
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Read(articles, characters);
  }

  private static InputStream commons(byte[] file) {
    try {
      return new BZip2CompressorInputStream(new ByteArrayInputStream(file), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long drain(InputStream stream) {
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    try (stream) {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        bytes += n;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes;
  }

  private static Path dump(ParseResult arguments) throws IOException {
    Path home = Launcher.home();
    Path shared = home.resolve("../shared/data/wikipedia/combined").normalize();
    Path chosen =
        arguments.hasMatchedOption("--dump")
            ? Path.of(arguments.matchedOptionValue("--dump", ""))
            : Files.isDirectory(shared)
                ? shared
                : home.resolve("pipelines/sample/wikipedia/sample-wiki.xml.bz2");
    if (Files.isDirectory(chosen)) {
      try (Stream<Path> files = Files.list(chosen)) {
        return files
            .filter(file -> file.toString().endsWith(".bz2"))
            .sorted()
            .findFirst()
            .orElseThrow(() -> new UserException("there is no .bz2 in '%s'".formatted(chosen)));
      }
    }
    if (!Files.isRegularFile(chosen)) {
      throw new UserException("there is no dump '%s'".formatted(chosen));
    }
    return chosen;
  }
}
