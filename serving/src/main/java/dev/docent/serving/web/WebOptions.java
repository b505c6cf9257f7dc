package dev.docent.serving.web;

import dev.docent.records.config.ConfigException;
import dev.docent.records.config.ServeConfig;
import dev.docent.serving.access.AddressRanges;
import dev.docent.serving.access.AuditLog;
import dev.docent.serving.access.Clients;
import dev.docent.serving.access.Gate;
import dev.docent.serving.access.RateLimit;
import dev.docent.serving.access.Tokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the web server listens and whom it answers.
 *
 * @param port 0 for a free one
 * @param longest after which a request is given up; well above the model's timeout
 * @param slowest how long a client may take to send a request beyond {@code longest}
 * @param inFlight searches that run or wait at most
 * @param localNamesOnly whether requests must name this machine, so that no other site's page can
 *     reach the search by a name of its own that leads here (DNS rebinding)
 * @param tls null for plain HTTP
 * @param audit null where nothing is noted
 * @param auditQueries whether queries are noted too
 */
record WebOptions(
    String bind,
    int port,
    Duration longest,
    Duration slowest,
    int inFlight,
    Gate gate,
    boolean localNamesOnly,
    @Nullable Tls tls,
    @Nullable AuditLog audit,
    boolean auditQueries) {

  private static final Duration SLOWEST = Duration.ofSeconds(10);

  /** PEM files. */
  record Tls(Path certificate, Path key) {}

  /** On a free port of the loopback, for everyone, as often as they like. */
  static WebOptions local(Duration longest) {
    return new WebOptions(
        "127.0.0.1", 0, longest, SLOWEST, 64, Gate.open(), true, null, null, false);
  }

  WebOptions withGate(Gate other) {
    return new WebOptions(
        bind, port, longest, slowest, inFlight, other, localNamesOnly, tls, audit, auditQueries);
  }

  WebOptions withTls(Tls other) {
    return new WebOptions(
        bind, port, longest, slowest, inFlight, gate, localNamesOnly, other, audit, auditQueries);
  }

  WebOptions withAudit(AuditLog other, boolean queries) {
    return new WebOptions(
        bind, port, longest, slowest, inFlight, gate, localNamesOnly, tls, other, queries);
  }

  WebOptions withSlowest(Duration other) {
    return new WebOptions(
        bind, port, longest, other, inFlight, gate, localNamesOnly, tls, audit, auditQueries);
  }

  /**
   * Reads the settings, and the files that they name.
   *
   * @throws ConfigException if settings contradict each other
   */
  static WebOptions of(ServeConfig settings) {
    check(settings);
    AddressRanges proxies = AddressRanges.parse(settings.proxies(), "proxies");
    Gate gate =
        new Gate(
            new Clients(proxies),
            new RateLimit(settings.rate(), settings.burst()),
            settings.tokenFile().isEmpty() ? null : Tokens.read(Path.of(settings.tokenFile())),
            settings.userHeader().isEmpty() ? null : settings.userHeader());
    Tls tls =
        settings.tlsCertificate().isEmpty()
            ? null
            : new Tls(Path.of(settings.tlsCertificate()), Path.of(settings.tlsKey()));
    return new WebOptions(
        settings.bind(),
        settings.port(),
        Duration.ofMillis(settings.timeoutMillis()).plusSeconds(10),
        SLOWEST,
        settings.maxInFlight(),
        gate,
        isLoopback(settings.bind()) && proxies.isEmpty(),
        tls,
        settings.auditLog().isEmpty() ? null : AuditLog.open(Path.of(settings.auditLog())),
        settings.auditQueries());
  }

  static boolean isLoopback(String bind) {
    return bind.equals("localhost") || bind.equals("::1") || bind.startsWith("127.");
  }

  private static void check(ServeConfig settings) {
    List<String> problems = new ArrayList<>();
    if (!settings.userHeader().isEmpty()) {
      if (!settings.userHeader().matches("[A-Za-z0-9-]{1,60}")) {
        problems.add(
            "--user-header is '%s'; it must be a header's name, such as X-Auth-Request-Email"
                .formatted(settings.userHeader()));
      }
      if (settings.proxies().isBlank()) {
        problems.add(
            "--user-header is given without --proxies: anybody could write that header; name the"
                + " proxy's address");
      }
    }
    if (settings.tlsCertificate().isEmpty() != settings.tlsKey().isEmpty()) {
      problems.add("--tls-certificate and --tls-key go together; one of them is missing");
    }
    for (String file : List.of(settings.tlsCertificate(), settings.tlsKey())) {
      if (!file.isEmpty() && !Files.isReadable(Path.of(file))) {
        problems.add("'%s' can't be read; it must be a PEM file".formatted(file));
      }
    }
    boolean open = settings.tokenFile().isEmpty() && settings.userHeader().isEmpty();
    if (settings.console() && open && !isLoopback(settings.bind())) {
      problems.add(
          "--console shows more than the search does: with --bind %s it needs --token-file, or"
                  .formatted(settings.bind())
              + " --user-header with --proxies");
    }
    if (settings.auditQueries() && settings.auditLog().isEmpty()) {
      problems.add("--audit-queries is given without --audit-log");
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }
}
