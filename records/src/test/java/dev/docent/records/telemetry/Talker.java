package dev.docent.records.telemetry;

import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that logs and prints; {@link StructuredLogsTest} reads it. */
public final class Talker {
  private static final Logger LOG = LoggerFactory.getLogger(Talker.class);

  private Talker() {}

  public static void main(String[] arguments) {
    StructuredLogs.start();
    System.out.println("stage  \"seconds\"\n" + "topics\t12 \\ Zürich");
    LOG.warn("slow: {}", 7);
    LOG.info("libraries are silent below warnings");
    try (var scope = StructuredLogs.stage("topics")) {
      System.err.println("== topics");
      LOG.error("broken", new IllegalStateException("at token=abc123", new RuntimeException("x")));
    }
    LOG.warn("GET https://ada:hunter2@example.org/a?key_token=s3cr3t&page=2");
    LOG.warn("Authorization: Bearer eyJhbGciOi.J9, api-key: 'k-77' and \"password\": \"p p\"");
    LOG.warn("3 tokens of 5 words; the secret was refused; page: 7");
    PrintWriter failures = StructuredLogs.failures(new PrintWriter(System.err, true));
    failures.println("docent: there is no index");
    failures.flush();
    StructuredLogs.unforeseen("odd", new IllegalStateException("why"), failures);
  }
}
