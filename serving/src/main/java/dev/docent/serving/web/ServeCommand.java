package dev.docent.serving.web;

import dev.docent.models.network.Precision;
import dev.docent.records.UserException;
import dev.docent.records.cli.CommandHome;
import dev.docent.records.cli.CommonOptions;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.cli.SettingsOptions;
import dev.docent.records.config.ConfigException;
import dev.docent.records.config.ServeConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.store.S3Location;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.access.AuditLog;
import dev.docent.serving.console.WorkspaceFacts;
import dev.docent.serving.feedback.FeedbackStore;
import dev.docent.serving.prediction.EmbeddedPrediction;
import dev.docent.serving.releases.Release;
import dev.docent.serving.releases.Releases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code docent serve}: the web search and the prediction server, until it is told to stop. */
public final class ServeCommand implements DocentCommands.Action {
  /** The settings' section in {@code docent.yaml}. */
  static final String SECTION = "serve";

  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  /** Each look costs two requests. */
  private static final Duration LOOK_IN_STORE_EVERY = Duration.ofSeconds(10);

  /** A name, an IPv4 address, or an IPv6 address in brackets; then the port. */
  private static final Pattern HOST_PORT =
      Pattern.compile("(?:[A-Za-z0-9][A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+\\]):([0-9]{1,5})");

  public static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(CommandHome.SERVE.id());
    spec.usageMessage()
        .description(CommandHome.SERVE.summary())
        .footer(
            "",
            "Examples:",
            "  docent serve --workspace DIR",
            "  docent serve --workspace DIR --prediction tf-serving:8500");
    CommonOptions.addWorkspace(spec);
    CommonOptions.addConfig(spec);
    SettingsOptions.addTo(spec, ServeConfig.class);
    return spec;
  }

  @Override
  public int run(ParseResult arguments) throws Exception {
    ServeConfig settings = settings(arguments);
    WebOptions options = WebOptions.of(settings);
    warnOfOpenDoors(settings);
    warnOfSlowNumbers(settings);
    Workspace workspace = CommonOptions.workspace(arguments);
    Releases releases = new Releases(workspace);
    Optional<Release> release = releases.current();
    if (release.isPresent()) {
      check(releases, release.get());
    }
    RequestMetrics metrics = new RequestMetrics();
    Console console =
        settings.console() ? new Console(new WorkspaceFacts(workspace), metrics) : null;
    FeedbackStore feedback =
        settings.feedback().isEmpty()
            ? null
            : FeedbackStore.open(
                Path.of(settings.feedback()), (long) settings.feedbackMegabytes() << 20);
    FeedbackPages marks =
        feedback == null ? null : new FeedbackPages(feedback, metrics, Clock.systemUTC());
    CanaryLabel canary = CanaryLabel.of(workspace, settings);
    Optional<Long> tried = canary.version();
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    try (AuditLog audit = options.audit();
        FeedbackStore kept = feedback;
        Shared shared = Shared.of(settings, metrics);
        LiveSearch live =
            new LiveSearch(Searcher.served(workspace, settings, shared, release, tried));
        ReleaseWatch watch =
            new ReleaseWatch(
                releases,
                release.map(Release::number).orElse(0),
                live,
                (one, version) -> Searcher.ready(workspace, settings, shared, one, version),
                metrics,
                S3Location.isOne(workspace.location()) ? LOOK_IN_STORE_EVERY : LOOK_EVERY,
                canary,
                tried);
        WebServer web = WebServer.start(live, metrics, options, console, marks)) {
      watch.start();
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    stop.countDown();
                    await(stopped);
                  },
                  "docent-stop"));
      announce(live, shared.embedded(), settings, web.port());
      await(stop);
    } finally {
      stopped.countDown();
    }
    return DocentCommands.OK;
  }

  /**
   * Compares the release in use with its checksums, as is done before every move.
   *
   * @throws UserException if something of it is missing or damaged
   */
  private static void check(Releases releases, Release release) {
    try {
      releases.check(release);
    } catch (UserException | IOException e) {
      throw new UserException(
          "release %d, which is in use, can't be searched: %s; 'docent releases rollback' goes back to the one before it"
              .formatted(release.number(), e.getMessage()),
          e);
    }
  }

  /** Whoever reaches the address may search; that is said, as it may not be meant. */
  private static void warnOfOpenDoors(ServeConfig settings) {
    boolean open = settings.tokenFile().isEmpty() && settings.userHeader().isEmpty();
    if (open && !WebOptions.isLoopback(settings.bind())) {
      System.err.printf(
          "warning: --bind %s: everyone who reaches this machine may search; --token-file or"
              + " --user-header with --proxies let in whom you know%n",
          settings.bind());
    }
    if (settings.prediction().isEmpty() && !WebOptions.isLoopback(settings.predictionBind())) {
      System.err.printf(
          "warning: --prediction-bind %s: everyone who reaches this machine may use the model, with"
              + " no token, no TLS and no rate%n",
          settings.predictionBind());
    }
  }

  private static void warnOfSlowNumbers(ServeConfig settings) {
    if (OpenedModel.precision(settings) == Precision.BFLOAT16 && !Precision.cpuHasBfloat16()) {
      System.err.println(
          "warning: --precision bfloat16: this CPU has no instructions for it; float32 may be"
              + " faster here");
    }
  }

  private static void announce(
      LiveSearch live, EmbeddedPrediction embedded, ServeConfig settings, int port) {
    try (LiveSearch.Lease lease = live.lease()) {
      announce(lease.opened(), embedded, settings, port);
    }
  }

  private static void announce(
      LiveSearch.Opened searcher, EmbeddedPrediction embedded, ServeConfig settings, int port) {
    String host = Searcher.host(settings.bind());
    String model =
        searcher
            .search()
            .model()
            .map(one -> "model " + one.name() + " " + one.version())
            .orElse("no model published: BM25 alone");
    System.out.printf("%,d sections, %s%n", searcher.sections(), model);
    embedded
        .started()
        .ifPresent(
            server ->
                System.out.printf(
                    "Predictions (gRPC) on %s:%d%n",
                    Searcher.host(settings.predictionBind()), server.port()));
    if (!searcher.release().isEmpty()) {
      System.out.printf("release %s%n", searcher.release());
    }
    String scheme = settings.tlsCertificate().isEmpty() ? "http" : "https";
    System.out.printf("Search on %s://%s:%d/ (stop with Ctrl-C)%n", scheme, host, port);
    System.out.flush();
  }

  private static ServeConfig settings(ParseResult arguments) throws Exception {
    Map<String, String> values =
        new LinkedHashMap<>(CommonOptions.config(arguments).values(SECTION, ServeConfig.class));
    values.putAll(SettingsOptions.given(arguments, ServeConfig.class));
    ServeConfig settings = Settings.read(ServeConfig.class, SECTION, values);
    checkPrediction(settings.prediction());
    return settings;
  }

  /**
   * Checks the address of an outside prediction server; an empty one stands for none.
   *
   * @throws ConfigException unless it is host:port
   */
  static void checkPrediction(String address) {
    Matcher parts = HOST_PORT.matcher(address);
    boolean valid = parts.matches() && validPort(Integer.parseInt(parts.group(1)));
    if (!address.isEmpty() && !valid) {
      throw new ConfigException(
          List.of(
              "--prediction is '%s'; it must be host:port with a port from 1 to 65535, such as tf-serving:8500"
                  .formatted(address)));
    }
  }

  private static boolean validPort(int port) {
    return port >= 1 && port <= 65_535;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
