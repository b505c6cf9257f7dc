package dev.docent.models.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.docent.models.training.LogEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs as JSON. */
final class RunsJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private RunsJson() {}

  /** An array, a run each. */
  static String of(List<Run> runs) {
    return write(runs.stream().map(RunsJson::content).toList());
  }

  /** A run with its curves. */
  static String of(Run run, Map<String, List<LogEntry>> curves) {
    Map<String, Object> content = content(run);
    content.put("curves", curves);
    return write(content);
  }

  private static Map<String, Object> content(Run run) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("run", run.fingerprint());
    content.put("inUse", run.inUse());
    content.put("startedAt", run.manifest().startedAt().toString());
    content.put("finishedAt", run.manifest().finishedAt().toString());
    content.put("dataset", run.dataset());
    content.put("settings", run.manifest().parameters());
    content.put("licence", run.report().licence());
    content.put("parameters", run.report().parameters());
    content.put("trainQueries", run.report().trainQueries());
    content.put("validationQueries", run.report().validationQueries());
    content.put("networks", run.report().networks());
    content.put("seconds", run.report().seconds());
    content.put("cpuSeconds", run.report().cpuSeconds());
    content.put("gpuSeconds", run.report().gpuSeconds());
    content.put("peakResidentBytes", run.report().peakResidentBytes());
    content.put("hardware", run.report().hardware());
    content.put("warnings", run.manifest().warnings());
    run.evaluation().ifPresent(evaluation -> content.put("evaluation", evaluation));
    content.put("codeVersion", run.manifest().codeVersion());
    return content;
  }

  private static String write(Object content) {
    try {
      return JSON.writeValueAsString(content) + System.lineSeparator();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
