package dev.docent.records.telemetry;

import java.io.PrintStream;
import java.io.PrintWriter;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.io.IoBuilder;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Logs as one JSON object a line, where {@code DOCENT_LOG} is {@code json}: {@code timestamp} (ISO
 * 8601, UTC), {@code level}, {@code logger}, {@code thread}, {@code run}, {@code command}, {@code
 * stage} and {@code exception} where there is one, {@code message}. What a command prints becomes
 * lines of the loggers {@value #OUT} and {@value #ERR}: nothing else reaches the container's
 * output. By default nothing of this is loaded, and people read text.
 *
 * <p>The launcher chooses the backend (SLF4J's Simple, or Log4j by {@code docent-log4j2.xml}),
 * since that must be settled before the first class asks for a logger.
 */
public final class StructuredLogs {
  public static final String VARIABLE = "DOCENT_LOG";

  static final String OUT = "docent.out";
  static final String ERR = "docent.err";

  private static final String STAGE = "stage";

  private StructuredLogs() {}

  public static boolean on() {
    return "json".equals(System.getenv(VARIABLE));
  }

  /** From now on standard output and standard error are logs, if logs are JSON. */
  public static void start() {
    if (on()) {
      System.setOut(stream(OUT, Level.INFO));
      System.setErr(stream(ERR, Level.INFO));
    }
  }

  /** Where a command says why it failed: lines of the level ERROR, if logs are JSON. */
  public static PrintWriter failures(PrintWriter text) {
    return on()
        ? IoBuilder.forLogger(ERR).setLevel(Level.ERROR).setAutoFlush(true).buildPrintWriter()
        : text;
  }

  /** Tells of an error that nobody foresaw, with the lines that show where. */
  public static void unforeseen(String message, Throwable error, PrintWriter text) {
    if (on()) {
      LoggerFactory.getLogger(ERR).error(message, error);
    } else {
      text.println(message);
      error.printStackTrace(text);
    }
  }

  /** What this thread logs until the scope is closed belongs to a stage. */
  static MDC.MDCCloseable stage(String id) {
    return MDC.putCloseable(STAGE, id);
  }

  private static PrintStream stream(String logger, Level level) {
    return IoBuilder.forLogger(logger).setLevel(level).setAutoFlush(true).buildPrintStream();
  }
}
