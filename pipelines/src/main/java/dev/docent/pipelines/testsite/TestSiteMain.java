package dev.docent.pipelines.testsite;

import dev.docent.records.workspace.AtomicFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the test site as a process of its own, until it is stopped. */
@Command(
    name = "test-site",
    mixinStandardHelpOptions = true,
    description = "Serves a made-up site on 127.0.0.1, to try fetching on.")
public final class TestSiteMain implements Callable<Integer> {
  @Option(names = "--pages", description = "How many pages. Default: ${DEFAULT-VALUE}.")
  private int pages = 100;

  @Option(names = "--folder", description = "Serve the HTML files of this folder instead.")
  private @Nullable Path folder;

  @Option(names = "--seed", description = "The same seed gives the same site.")
  private long seed = 17;

  @Option(names = "--errors", description = "Share of pages that answer 5xx; half of them heal.")
  private double errors;

  @Option(names = "--slow", description = "Share of pages that take half a second.")
  private double slow;

  @Option(names = "--gone", description = "Share of pages that answer 410.")
  private double gone;

  @Option(names = "--moved", description = "Share of pages that lead elsewhere.")
  private double moved;

  @Option(names = "--undated", description = "Leave the dates out of the sitemaps.")
  private boolean undated;

  @Option(names = "--port", description = "0: a free one.")
  private int port;

  @Option(names = "--url-file", description = "Where to write the site's URL once it answers.")
  private @Nullable Path urlFile;

  @Option(names = "--log", description = "Where to log requests.")
  private @Nullable Path log;

  @Option(
      names = "--token-env",
      description = "The environment variable with the bearer token that the API wants.")
  private @Nullable String tokenEnv;

  private TestSiteMain() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new TestSiteMain()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    SiteContent content =
        folder == null
            ? SiteContent.madeUp(pages, new SiteContent.Faults(errors, slow, gone, moved), seed)
            : SiteContent.folder(folder);
    RequestLog requests = log == null ? null : new RequestLog(log);
    String token = tokenEnv == null ? null : System.getenv(tokenEnv);
    try (TestSite site = TestSite.of(content, port, token, requests, !undated)) {
      if (urlFile != null) {
        AtomicFiles.replace(urlFile, site.url().getBytes(StandardCharsets.UTF_8));
      }
      System.out.println(site.url());
      new CountDownLatch(1).await();
    }
    return 0;
  }
}
