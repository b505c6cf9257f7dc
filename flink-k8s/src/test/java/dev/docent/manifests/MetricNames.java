package dev.docent.manifests;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which metrics and labels there are: Docent's and Flink's by their code, others' by their docs.
 */
final class MetricNames {
  /** Of kube-state-metrics, docs/metrics/workload of its 2.15. */
  private static final Set<String> KUBERNETES =
      Set.of(
          "kube_cronjob_status_last_successful_time",
          "kube_deployment_status_replicas_available",
          "kube_job_failed",
          "kube_pod_status_phase");

  /** Of TF-Serving 2.18, servables/tensorflow/util.cc: a counter and a histogram. */
  private static final Set<String> TF_SERVING =
      Set.of(
          ":tensorflow:serving:request_count",
          ":tensorflow:serving:request_latency_bucket",
          ":tensorflow:serving:request_latency_count",
          ":tensorflow:serving:request_latency_sum");

  /** Labels that Prometheus, kube-state-metrics, Flink's reporter and TF-Serving give. */
  private static final Set<String> OTHERS_LABELS =
      Set.of(
          "namespace",
          "pod",
          "le",
          "deployment",
          "phase",
          "condition",
          "cronjob",
          "job_name",
          "task_name");

  private static final Pattern OWN = Pattern.compile("\"(docent_[a-z_]+)");
  private static final Pattern LABEL = Pattern.compile("(?:\"|[{,])([a-z_]+)(?:=\\\\\"|\"[,)])");

  private final Set<String> own = new HashSet<>();
  private final Set<String> ownLabels = new HashSet<>();
  private final Set<String> flink = new HashSet<>();

  MetricNames() throws IOException {
    for (String module : List.of("records", "models", "pipelines", "serving")) {
      try (Stream<Path> walk = Files.walk(Sources.ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : walk.filter(one -> one.toString().endsWith(".java")).toList()) {
          String text = Files.readString(file);
          if (all(OWN, text, own)) {
            all(LABEL, text, ownLabels);
          }
        }
      }
    }
    for (Field field : org.apache.flink.runtime.metrics.MetricNames.class.getFields()) {
      try {
        if (field.get(null) instanceof String name) {
          flink.add(name);
        }
      } catch (IllegalAccessException e) {
        throw new IOException(e);
      }
    }
  }

  boolean isMetric(String name) {
    return own.contains(name)
        || KUBERNETES.contains(name)
        || TF_SERVING.contains(name)
        || isFlinks(name);
  }

  boolean isLabel(String name) {
    return ownLabels.contains(name) || OTHERS_LABELS.contains(name);
  }

  /** The reporter joins 'flink', the scope of the process or task, and the name. */
  private boolean isFlinks(String name) {
    return name.matches("flink_(jobmanager|taskmanager)_(job_(task_)?|Status_JVM_[A-Za-z_]+)?\\w+")
        && flink.contains(name.substring(name.lastIndexOf('_') + 1));
  }

  private static boolean all(Pattern pattern, String text, Set<String> into) {
    Matcher found = pattern.matcher(text);
    boolean any = false;
    while (found.find()) {
      into.add(found.group(1));
      any = true;
    }
    return any;
  }
}
