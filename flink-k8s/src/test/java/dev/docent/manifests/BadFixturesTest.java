package dev.docent.manifests;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks bite: each mistake, put into a copy, is found, by the check that ought to. */
class BadFixturesTest {
  @TempDir Path home;

  /** A mistake of form: each model and each schema that knows the kind finds it by itself. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "base/pipelines/weekly.yaml | concurrencyPolicy: | concurrencyPolcy: | FabricModel OfficialModel OpenApiSchemas",
        "base/pipelines/weekly.yaml | concurrencyPolicy: Forbid | concurrencyPolicy: Never | OpenApiSchemas ClusterRules",
        "base/pipelines/weekly.yaml | schedule: \"0 3 * * 1\" | suspend: false | OfficialModel OpenApiSchemas",
        "base/pipelines/weekly.yaml | backoffLimit: 4 | backoffLimit: four | FabricModel OfficialModel OpenApiSchemas",
        "base/search/search.yaml | readinessProbe: | readynessProbe: | FabricModel OfficialModel OpenApiSchemas PodRules",
        "base/search/search.yaml | httpGet: {path: /healthz, port: http} | httpGet: {path: /healthz} | OfficialModel OpenApiSchemas",
        "base/search/scaling.yaml | maxReplicas: 6 | maximumReplicas: 6 | FabricModel OfficialModel OpenApiSchemas",
        "base/login/secret.yaml | refreshInterval: 1h | refreshEvery: 1h | OpenApiSchemas",
        "base/login/secret.yaml | service: SecretsManager | service: SecretManager | OpenApiSchemas",
        "base/monitoring/alerts.yaml | annotations: | annotation: | OpenApiSchemas MonitoringRules",
        "base/monitoring/monitors.yaml | podMetricsEndpoints: | podMetricEndpoints: | OpenApiSchemas",
        "flink/session-cluster.yaml | flinkVersion: v1_19 | flinkVersion: v1.19 | FabricModel OperatorSchema VersionRules",
        "flink/session-cluster.yaml | mode: native | mode: nativ | FabricModel OperatorSchema",
        "flink/session-cluster.yaml | fsGroupChangePolicy | fsGroupChangePolicies | FabricModel OperatorSchema",
        "flink/session-cluster.yaml | taskManager: | taskManagers: | FabricModel OperatorSchema",
        "flink/network.yaml | podSelector: {} | podSelectors: {} | FabricModel OfficialModel OpenApiSchemas",
      })
  void noticesMistakesOfForm(String file, String good, String bad, String checks) throws Exception {
    List<String> flaws = flawsWith(file, good, bad);
    for (String check : checks.split(" ")) {
      assertTrue(
          flaws.stream().anyMatch(flaw -> flaw.startsWith(check + ": ")),
          () -> check + " let it pass; others found " + flaws);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "base/login/oauth2-proxy.yaml | name: oauth2-proxy, key: cookie-secret | name: oauth2-proxy, key: cookie | which nothing defines",
        "base/login/oauth2-proxy.yaml | secretKeyRef: {name: oauth2-proxy | secretKeyRef: {name: proxy | which nothing defines",
        "base/pipelines/weekly.yaml | name: site, key: articles | name: site, key: article | which isn't there",
        "base/pipelines/weekly.yaml | - --articles=$(DOCENT_ARTICLES) | - --articles=$(ARTICLES) | which it doesn't set",
        "base/pipelines/weekly.yaml | serviceAccountName: docent-pipelines | serviceAccountName: docent-pipeline | names the ServiceAccount",
        "base/pipelines/weekly.yaml | concurrencyPolicy: Forbid | concurrencyPolicy: Allow | may run beside itself",
        "base/pipelines/weekly.yaml | --wait-lock=20 | --wait-lock=10 | doesn't outwait the lock",
        "base/pipelines/weekly.yaml | runAsNonRoot: true | runAsNonRoot: false | may run as root",
        "base/search/search.yaml | readOnlyRootFilesystem: true | readOnlyRootFilesystem: false | may write into its image",
        "base/search/search.yaml | drop: [ALL] | drop: [NET_RAW] | keeps capabilities",
        "base/search/search.yaml | targetPort: http | targetPort: web | which 'search' doesn't open",
        "base/search/search.yaml | name: cache, mountPath | name: caches, mountPath | which is no volume of it",
        "base/search/search.yaml | automountServiceAccountToken: false | automountServiceAccountToken: true | token of Kubernetes",
        "base/login/ingress.yaml | name: oauth2-proxy | name: proxy | leads to service",
        "base/network/policies.yaml | except: [169.254.0.0/16] | except: [192.168.0.0/16] | node's credentials",
        "base/search/search.yaml | --proxies=$(DOCENT_NETWORK) | --proxies=10.0.0.0/8 | trusts the proxies '10.0.0.0/8', beyond",
        "base/search/search.yaml | --proxies=$(DOCENT_NETWORK) | --proxies=$(DOCENT_NETWORK),0.0.0.0/0 | trusts the proxies '0.0.0.0/0', beyond",
        "base/search/search.yaml | name: platform, key: network | name: platform, key: region | trusts the proxies 'eu-central-1', beyond",
        "overlays/prod/environment/platform.yaml | network: 10.40.0.0/16 | network: 10.0.0.0/8 | wider than /16",
        "components/environment/kustomization.yaml | data.network | data.region | lets in 'eu-central-1', beyond",
        "base/search/search.yaml | value: json | value: text | logs no JSON",
        "base/pipelines/weekly.yaml | name: DOCENT_RUN | name: DOCENT_RUNS | names no run",
        "base/monitoring/alerts.yaml | increase(flink_jobmanager | increas(flink_jobmanager | can't be read",
        "base/monitoring/alerts.yaml | docent_search_seconds_bucket[10m] | docent_search_seconds_bucket[10x] | can't be read",
        "base/monitoring/alerts.yaml | docent_searches_total{ranking | docent_search_total{ranking | asks for 'docent_search_total', which nothing exports",
        "base/monitoring/alerts.yaml | kube_job_failed | kube_jobs_failed | asks for 'kube_jobs_failed', which nothing exports",
        "base/monitoring/alerts.yaml | job_numRestarts | job_numRestart | asks for 'flink_jobmanager_job_numRestart', which nothing exports",
        "base/monitoring/alerts.yaml | {ranking=\"bm25\"} | {rankings=\"bm25\"} | uses the label 'rankings', which nothing has",
        "base/monitoring/alerts.yaml | runbook.md#docentrunfailed | runbook.md#docentrunsfailed | which isn't there",
        "base/monitoring/alerts.yaml | docs/runbook.md#docentrunmissed | docs/runbooks.md#docentrunmissed | which isn't there",
        "base/monitoring/alerts.yaml | {severity: info} | {severity: notice} | has no severity",
        "base/monitoring/dashboards/runs.json | docent_training_loss | docent_train_loss | asks for 'docent_train_loss', which nothing exports",
        "base/monitoring/dashboards/runs.json | $__rate_interval | $rate_interval | uses $rate_interval, which it doesn't define",
        "base/monitoring/dashboards/search.json | \"uid\": \"docent-search\", | \"uid\": \"docent-search\" | is no JSON",
        "base/monitoring/dashboards/search.json | histogram_quantile(0.99, | histogram_quantile(0.99 | can't be read",
        "base/namespace.yaml | enforce: restricted | enforce: baseline | doesn't enforce restricted pods",
        "flink/network.yaml | name: default-deny\\nspec:\\n  podSelector: {} | name: default-deny\\nspec:\\n  podSelector: {matchLabels: {a: b}} | denies nothing by default",
        "flink/access.yaml | resources: [pods/log] | resources: [\"*\"] | allows everything of a kind",
        "flink/shared.yaml | storageClassName: docent-shared | storageClassName: gp2 | wants storage of the class",
        "components/versions/kustomization.yaml | newTag: v7.8.1 | newTag: latest | image without a version",
        "components/versions/kustomization.yaml | 1.19.0-scala | 1.20.0-scala | this build's Flink and the image disagree: 1.19.0 and 1.20.0",
        "components/versions/kustomization.yaml | scala_2.12-java17 | scala_2.12-java11 | Java of this build and of the image disagree",
        "components/versions/kustomization.yaml | name: docent-serving\\n    newTag: 0.1.0 | name: docent-serving\\n    newTag: 0.0.9 | this build and the image of Deployment/search disagree",
        "flink/session-cluster.yaml | flinkVersion: v1_19 | flinkVersion: v1_20 | Beam's runner and flinkVersion disagree: 1.19 and 1.20",
        "components/environment/kustomization.yaml | name: docent-workers | name: docent-trainer | a value that nobody set",
      })
  void noticesWhatDoesNotFit(String file, String good, String bad, String said) throws Exception {
    List<String> flaws = flawsWith(file, good, bad);
    assertTrue(flaws.stream().anyMatch(flaw -> flaw.contains(said)), flaws.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "chart, version    = \"1.10.0\", version    = \"1.11.0\", the operator's chart and its API",
    "pom, beam-runners-flink-1.19<, beam-runners-flink-1.18<, Beam's runner and this build's Flink",
    "pom, <flink.version>1.19.0<, <flink.version>1.20.1<, Beam's runner and this build's Flink",
  })
  void noticesVersionsThatDisagree(String where, String good, String bad, String said)
      throws Exception {
    VersionRules now = VersionRules.ofProject();
    VersionRules then =
        where.equals("pom")
            ? new VersionRules(replaced(now.pom(), good, bad), now.addons())
            : new VersionRules(now.pom(), replaced(now.addons(), good, bad));
    List<String> flaws = then.flaws(Kustomize.render(Sources.HOME.resolve("overlays/prod")));
    assertTrue(flaws.stream().anyMatch(flaw -> flaw.startsWith(said)), flaws.toString());
  }

  @Test
  void noticesAKindThatNoSchemaKnows() throws Exception {
    List<Manifest> all = new ArrayList<>();
    all.addAll(
        Manifest.parse("{apiVersion: batch/v1beta1, kind: CronJobs, metadata: {name: odd}}"));
    assertTrue(new OpenApiSchemas().flaws(all).toString().contains("no schema for"));
  }

  private List<String> flawsWith(String file, String good, String bad) throws Exception {
    Sources.copy(home);
    Path path = home.resolve(file);
    String text = Files.readString(path);
    Files.writeString(path, replaced(text, good.replace("\\n", "\n"), bad.replace("\\n", "\n")));
    List<Manifest> all = Kustomize.render(home.resolve("overlays/prod"));
    List<Manifest> changed = new ArrayList<>(all);
    changed.removeAll(Kustomize.render(Sources.HOME.resolve("overlays/prod")));
    List<String> flaws = new ArrayList<>(Checks.ofForm(changed));
    flaws.addAll(Checks.ofSense(all, List.of()));
    return flaws;
  }

  private static String replaced(String text, String good, String bad) throws IOException {
    String changed = text.replace(good, bad);
    assertNotEquals(text, changed, () -> "nothing to break: " + good);
    return changed;
  }
}
