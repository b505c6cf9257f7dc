package dev.docent.pipelines.articles;

import dev.docent.pipelines.beam.BeamJob;
import dev.docent.pipelines.beam.RecordFiles;
import dev.docent.records.DeadLetter;
import dev.docent.records.Outcome;
import dev.docent.records.PageOutcome;
import dev.docent.records.RawPage;
import dev.docent.records.UserException;
import dev.docent.records.config.IngestConfig;
import dev.docent.records.stage.Counts;
import dev.docent.records.stage.StageContext;
import dev.docent.records.stage.StageExecutor;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.AtomicFiles;
import dev.docent.records.workspace.IngestSource;
import dev.docent.records.workspace.IngestWindow;
import dev.docent.records.workspace.IngestWindows;
import dev.docent.records.workspace.WindowRecord;
import dev.docent.transforms.fetch.FetchSettings;
import dev.docent.transforms.pages.SettlePages;
import dev.docent.transforms.sources.PageSource;
import dev.docent.transforms.sources.Span;
import dev.docent.transforms.sources.WebClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * Takes one window of a source: {@code pages/}, {@code outcomes/}, {@code dead-letters/} and {@code
 * window.json}.
 */
final class WindowIngest {
  private final PageSource source;
  private final WebClient.Factory web;
  private final Fetching fetching;
  private final FetchSettings settings;

  WindowIngest(
      PageSource source, WebClient.Factory web, Fetching fetching, FetchSettings settings) {
    this.source = source;
    this.web = web;
    this.fetching = fetching;
    this.settings = settings;
  }

  /**
   * Runs the ingest job.
   *
   * @throws UserException if every page that was asked for failed or was refused
   */
  void run(StageContext context) throws IOException {
    IngestConfig config = context.settings(IngestConfig.class);
    IngestSource identity = IngestSource.of(config, StageExecutor.externals(config));
    Span span = new Span(Instant.parse(config.since()), Instant.parse(config.until()));
    record(config, identity, Map.of(), false).write(context.scratch());
    List<Artifact> earlier =
        IngestWindows.of(context.workspace(), identity).all().stream()
            .filter(window -> !window.fingerprint().equals(context.fingerprint()))
            .map(IngestWindow::artifact)
            .toList();
    build(context, span, earlier).run();

    WindowOutcomes outcomes = WindowOutcomes.read(context.written("outcomes"));
    FirstLetter first = FirstLetter.read(context.written("dead-letters"));
    count(outcomes, context.counts());
    if (outcomes.allFailed()) {
      // Nothing is worth keeping: the next attempt asks for all of it again.
      AtomicFiles.deleteTree(context.scratch());
      throw new UserException(
          "none of the %d pages that %s names could be fetched: %s; %s; the window %s to %s stays open"
              .formatted(
                  outcomes.count(Outcome.FAILED) + outcomes.count(Outcome.REFUSED),
                  config.articles(),
                  inWords(outcomes.reasons()),
                  first.inWords(),
                  span.since(),
                  span.until()));
    }
    if (first.found() && earlier.isEmpty() && tookNothing(outcomes, context.counts())) {
      AtomicFiles.deleteTree(context.scratch());
      throw new UserException(
          "none of the %d things that %s names could be taken: %s; %s"
              .formatted(
                  context.counts().read(),
                  config.articles(),
                  inWords(context.counts().deadLetters()),
                  first.inWords()));
    }
    if (!outcomes.reasons().isEmpty()) {
      context.warn(
          "%d pages could not be fetched (%s); the dead letters say why, and those that failed are asked for again in the next window"
              .formatted(
                  outcomes.reasons().values().stream().mapToLong(Long::longValue).sum(),
                  inWords(outcomes.reasons())));
    }
    boolean news = outcomes.news(earlier);
    record(config, identity, outcomes.byName(), news).write(context.output());
  }

  private BeamJob build(StageContext context, Span span, List<Artifact> earlier)
      throws IOException {
    BeamJob job = BeamJob.of(context);
    PCollectionTuple named = job.pipeline().apply("Source", source.read(span, web));
    PCollectionTuple settled =
        named.apply("Settle", SettlePages.after(earlier, source.unlisted(span)));
    PCollectionTuple fetched =
        fetching.fetch(settled.get(SettlePages.FETCH), settings, kept(context.scratch()));
    PCollectionList.of(settled.get(SettlePages.PAGES))
        .and(fetched.get(Fetching.PAGES))
        .apply("All pages", Flatten.pCollections())
        .apply("Write pages", RecordFiles.write(RawPage.class, context.outputLocation("pages")));
    PCollection<PageOutcome> outcomes =
        PCollectionList.of(settled.get(SettlePages.OUTCOMES))
            .and(fetched.get(Fetching.OUTCOMES))
            .apply("All outcomes", Flatten.pCollections());
    outcomes.apply(
        "Write outcomes", RecordFiles.write(PageOutcome.class, context.outputLocation("outcomes")));
    PCollectionList.of(named.get(PageSource.DEAD_LETTERS))
        .and(
            outcomes
                .apply("Failed pages", ParDo.of(new Letters()))
                .setCoder(AvroCoder.specific(DeadLetter.class)))
        .apply("All dead letters", Flatten.pCollections())
        .apply(
            "Write dead letters",
            RecordFiles.write(DeadLetter.class, context.outputLocation("dead-letters")));
    return job;
  }

  /**
   * Where fetched pages are kept until the window is complete: a path of the machine that fetches
   * them. A machine other than this one keeps them on after the window, so that the folder has a
   * name of its own, and no later ingest of the same window takes them up.
   */
  private static Path kept(Path scratch) throws IOException {
    Path name = scratch.resolve("fetched-as.txt");
    if (!Files.exists(name)) {
      AtomicFiles.replace(name, UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
    }
    return scratch.resolve(StageContext.FETCHED).resolve(Files.readString(name));
  }

  /** Whether all that the source names is dead letters: most likely it is described wrongly. */
  private static boolean tookNothing(WindowOutcomes outcomes, Counts counts) {
    long dead = counts.deadLetters().values().stream().mapToLong(Long::longValue).sum();
    return outcomes.none() && dead == counts.read();
  }

  private static void count(WindowOutcomes outcomes, Counts counts) {
    counts.addWritten(outcomes.count(Outcome.FETCHED));
    counts.addOther("unchanged", outcomes.count(Outcome.UNCHANGED));
    counts.addOther("gone", outcomes.count(Outcome.GONE));
    outcomes.reasons().forEach(counts::addDeadLetters);
  }

  private static WindowRecord record(
      IngestConfig config, IngestSource source, Map<String, Long> outcomes, boolean news) {
    return new WindowRecord(
        config.articles(),
        source.key(),
        Instant.parse(config.since()),
        Instant.parse(config.until()),
        outcomes,
        news);
  }

  private static String inWords(Map<String, Long> reasons) {
    return String.join(
        ", ", reasons.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
  }

  /** A page that failed or was refused is a dead letter too. */
  private static final class Letters extends DoFn<PageOutcome, DeadLetter> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element PageOutcome outcome, OutputReceiver<DeadLetter> out) {
      if (WindowOutcomes.isDeadLetter(outcome)) {
        String detail = outcome.getDetail();
        out.output(
            new DeadLetter(
                "ingest",
                outcome.getId(),
                WindowOutcomes.reason(outcome),
                detail == null ? "after %d requests".formatted(outcome.getRequests()) : detail));
      }
    }
  }
}
