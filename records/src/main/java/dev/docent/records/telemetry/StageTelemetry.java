package dev.docent.records.telemetry;

import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageResult;
import java.util.concurrent.Callable;
import org.slf4j.MDC;

/** Tells of a stage while it is made: by its name in logs, by metrics, by a span. */
public final class StageTelemetry {
  private StageTelemetry() {}

  /** Makes a stage. */
  public static StageResult of(Stage stage, Callable<StageResult> work) throws Exception {
    try (MDC.MDCCloseable logged = StructuredLogs.stage(stage.id());
        Traces.Scope span = Traces.span("stage " + stage.id())) {
      try {
        return ProcessMetrics.stage(stage, work);
      } catch (Exception e) {
        span.failed(e);
        throw e;
      }
    }
  }
}
