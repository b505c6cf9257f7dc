package dev.docent.pipelines.bench;

import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/**
 * The whole parse stage as a process (read raw pages, parse, furniture, language, duplicates, write
 * Avro), for a site as it is and for a larger one of its variations; and BeautifulSoup with
 * html5lib on a sample of the larger one. Both pay for their own start.
 */
final class ParseStageBench {
  private static final String PEER = "peer_parse.py";
  private static final String PEER_LIBRARIES = "bs4, html5lib, numpy";

  private ParseStageBench() {}

  /**
   * What was measured.
   *
   * @param few CPU seconds of the stage for {@code fewPages}
   * @param many CPU seconds of the stage for {@code manyPages}
   * @param peerStart CPU seconds of the peer before its first page; NaN without a peer
   * @param peerEach CPU seconds of the peer for each page; NaN without a peer
   * @param peerParsing CPU seconds of these for reading and parsing a page to title, sections and
   *     code, without what is done to the site; NaN without a peer
   */
  record Figures(
      int fewPages,
      double few,
      int manyPages,
      double many,
      int peerPages,
      double peerStart,
      double peerEach,
      double peerParsing,
      String peerNote) {
    /** CPU seconds for each further page. */
    double each() {
      return (many - few) / (manyPages - fewPages);
    }

    /** CPU seconds of a stage without pages, by the line through both. */
    double start() {
      return few - fewPages * each();
    }

    /** CPU seconds of the peer for so many pages. */
    double peer(int pages) {
      return peerStart + pages * peerEach;
    }
  }

  /**
   * Measures.
   *
   * @param manyPages of the larger site
   * @param peerPages at most, spread over the larger site
   * @throws UserException if the larger site isn't larger
   */
  static Figures measure(BenchPages pages, int manyPages, int peerPages)
      throws IOException, InterruptedException {
    if (manyPages <= pages.size()) {
      throw new UserException(
          "--stage-pages '%d' must be more than the %d pages there are"
              .formatted(manyPages, pages.size()));
    }
    Path scratch = Files.createTempDirectory("docent-bench-");
    try {
      double few = stage(scratch.resolve("few"), pages, pages.size());
      double many = stage(scratch.resolve("many"), pages, manyPages);
      int step = Math.max(1, (manyPages + peerPages - 1) / peerPages);
      int sample = pages.write(scratch.resolve("sample"), manyPages, step);
      PeerScript.Result peer =
          PeerScript.run(PEER, PEER_LIBRARIES, scratch.resolve("sample").toString());
      boolean absent = Double.isNaN(peer.cpuSeconds());
      String[] note = peer.note().split(" ", 3);
      return new Figures(
          pages.size(),
          few,
          manyPages,
          many,
          sample,
          absent ? Double.NaN : Double.parseDouble(note[0]),
          peer.cpuSeconds() / sample,
          absent ? Double.NaN : Double.parseDouble(note[1]) / sample,
          absent ? peer.note() : note[2]);
    } finally {
      FileUtils.deleteQuietly(scratch.toFile());
    }
  }

  private static double stage(Path folder, BenchPages pages, int count)
      throws IOException, InterruptedException {
    Path site = folder.resolve("site");
    Path workspace = Files.createDirectories(folder.resolve("workspace"));
    pages.write(site, count, 1);
    StageRun.cpuSeconds(workspace, Stage.INGEST, "--articles", site.toString());
    FileUtils.deleteQuietly(site.toFile());
    double seconds = StageRun.cpuSeconds(workspace, Stage.PARSE);
    FileUtils.deleteQuietly(folder.toFile());
    return seconds;
  }
}
