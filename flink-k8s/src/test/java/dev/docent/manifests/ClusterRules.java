package dev.docent.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What must hold of a whole environment. */
final class ClusterRules implements Check {
  /** After which a killed run's lock of a workspace in S3 may be taken over. */
  private static final int LEASE_MINUTES = 15;

  private static final Pattern WAIT = Pattern.compile("\"--wait-lock=(\\d+)\"");

  private final List<String> flaws = new ArrayList<>();

  @Override
  public List<String> flaws(List<Manifest> all) {
    flaws.clear();
    for (Manifest manifest : all) {
      switch (manifest.kind()) {
        case "Secret" -> flaws.add(manifest.id() + " lies open in a file");
        case "CronJob" -> weekly(manifest);
        case "Namespace" -> namespace(manifest, all);
        case "Deployment" -> deployment(manifest, all);
        case "Role" -> role(manifest);
        case "NetworkPolicy" -> policy(manifest);
        default -> {}
      }
    }
    return List.copyOf(flaws);
  }

  private void weekly(Manifest job) {
    rule(
        job.spec().path("concurrencyPolicy").asText().equals("Forbid"),
        job,
        "may run beside itself");
    rule(job.spec().has("timeZone"), job, "doesn't say whose clock its schedule means");
    rule(
        job.body().at("/spec/jobTemplate/spec").has("activeDeadlineSeconds"),
        job,
        "may run for ever");
    Matcher wait = WAIT.matcher(job.body().toString());
    rule(
        wait.find() && Integer.parseInt(wait.group(1)) > LEASE_MINUTES,
        job,
        "doesn't outwait the lock of an attempt that was killed");
  }

  private void namespace(Manifest namespace, List<Manifest> all) {
    rule(
        namespace
            .body()
            .at("/metadata/labels")
            .path("pod-security.kubernetes.io/enforce")
            .asText()
            .equals("restricted"),
        namespace,
        "doesn't enforce restricted pods");
    rule(
        all.stream()
            .filter(one -> one.is("NetworkPolicy") && one.namespace().equals(namespace.name()))
            .anyMatch(
                one ->
                    one.spec().path("podSelector").isEmpty()
                        && one.spec().path("policyTypes").size() == 2
                        && !one.spec().has("ingress")
                        && !one.spec().has("egress")),
        namespace,
        "denies nothing by default");
    boolean shared = namespace.name().equals("docent");
    rule(
        shared || all.stream().anyMatch(one -> one.is("ResourceQuota")), namespace, "has no quota");
  }

  private void deployment(Manifest deployment, List<Manifest> all) {
    JsonNode labels = deployment.body().at("/spec/selector/matchLabels");
    rule(
        all.stream()
            .anyMatch(
                one ->
                    one.is("PodDisruptionBudget")
                        && one.body().at("/spec/selector/matchLabels").equals(labels)),
        deployment,
        "has no disruption budget");
    boolean scaled =
        all.stream()
            .anyMatch(
                one ->
                    one.is("HorizontalPodAutoscaler")
                        && one.body()
                            .at("/spec/scaleTargetRef/name")
                            .asText()
                            .equals(deployment.name()));
    rule(
        scaled != deployment.spec().has("replicas"),
        deployment,
        "must have a number of replicas or an autoscaler, and not both");
  }

  private void role(Manifest role) {
    rule(
        !role.body().path("rules").toString().contains("\"*\""),
        role,
        "allows everything of a kind");
    rule(!role.body().path("rules").toString().contains("\"secrets\""), role, "reads secrets");
  }

  /** What may speak to the whole web may not ask a node for its credentials. */
  private void policy(Manifest policy) {
    for (JsonNode rule : policy.spec().path("egress")) {
      for (JsonNode to : rule.path("to")) {
        JsonNode block = to.path("ipBlock");
        rule(
            !block.path("cidr").asText().equals("0.0.0.0/0")
                || block.path("except").toString().contains("169.254.0.0/16"),
            policy,
            "leaves the way to the node's credentials open");
      }
    }
  }

  private void rule(boolean holds, Manifest manifest, String what) {
    if (!holds) {
      flaws.add(manifest.id() + " " + what);
    }
  }
}
