package dev.docent.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whatever an object names is there: secrets, settings, accounts, claims, services, roles. Jobs are
 * applied to a namespace that stands already, so theirs are looked for there.
 */
final class ReferenceRules implements Check {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\(([A-Z_]+)\\)");

  private final List<Manifest> standing;
  private final List<String> flaws = new ArrayList<>();
  private List<Manifest> all = List.of();

  /**
   * @param standing what is there before the objects that are checked
   */
  ReferenceRules(List<Manifest> standing) {
    this.standing = standing;
  }

  @Override
  public List<String> flaws(List<Manifest> checked) {
    flaws.clear();
    all = new ArrayList<>(checked);
    all.addAll(standing);
    Pod.of(checked).forEach(this::pod);
    for (Manifest manifest : checked) {
      switch (manifest.kind()) {
        case "Service" -> service(manifest);
        case "Ingress" -> ingress(manifest);
        case "HorizontalPodAutoscaler" ->
            named(
                manifest,
                manifest.body().at("/spec/scaleTargetRef/kind").asText(),
                manifest.body().at("/spec/scaleTargetRef/name").asText());
        case "PodDisruptionBudget", "ServiceMonitor" -> selects(manifest);
        case "RoleBinding" -> binding(manifest);
        case "ExternalSecret" ->
            named(
                manifest, "SecretStore", manifest.body().at("/spec/secretStoreRef/name").asText());
        case "PersistentVolumeClaim" -> claim(manifest);
        default -> {}
      }
      if (manifest.body().toString().contains("set-by-")) {
        flaws.add(manifest.id() + " has a value that nobody set");
      }
    }
    return List.copyOf(flaws);
  }

  private void pod(Pod pod) {
    Manifest owner = pod.owner();
    if (!pod.account().equals("default")) {
      named(owner, "ServiceAccount", pod.account());
    }
    for (JsonNode volume : pod.spec().path("volumes")) {
      ifGiven(volume.at("/configMap/name"), name -> named(owner, "ConfigMap", name));
      ifGiven(volume.at("/secret/secretName"), name -> secret(owner, name, null));
      ifGiven(
          volume.at("/persistentVolumeClaim/claimName"),
          name -> named(owner, "PersistentVolumeClaim", name));
    }
    for (JsonNode container : pod.containers()) {
      List<String> variables = new ArrayList<>();
      for (JsonNode variable : container.path("env")) {
        variables.add(variable.path("name").asText());
        JsonNode map = variable.at("/valueFrom/configMapKeyRef");
        ifGiven(map.path("name"), name -> setting(owner, name, map.path("key").asText()));
        JsonNode secret = variable.at("/valueFrom/secretKeyRef");
        ifGiven(secret.path("name"), name -> secret(owner, name, secret.path("key").asText()));
      }
      Matcher used = VARIABLE.matcher(container.path("args").toString());
      while (used.find()) {
        rule(
            variables.contains(used.group(1)),
            owner,
            "uses $(%s), which it doesn't set",
            used.group(1));
      }
    }
  }

  private void setting(Manifest owner, String name, String key) {
    rule(
        exists(owner, "ConfigMap", name, one -> one.body().path("data").has(key)),
        owner,
        "reads '%s' of ConfigMap '%s', which isn't there",
        key,
        name);
  }

  /** Secrets come by external-secrets alone: none lies in a file. */
  private void secret(Manifest owner, String name, @org.jspecify.annotations.Nullable String key) {
    rule(
        all.stream()
            .filter(one -> one.is("ExternalSecret") && one.namespace().equals(owner.namespace()))
            .filter(one -> one.body().at("/spec/target/name").asText().equals(name))
            .anyMatch(
                one ->
                    key == null
                        || Pod.stream(one.spec().path("data"))
                            .anyMatch(data -> data.path("secretKey").asText().equals(key))),
        owner,
        "reads the secret '%s' (%s), which nothing defines",
        name,
        key);
  }

  private void service(Manifest service) {
    List<Pod> pods = selected(service, service.spec().path("selector"));
    rule(!pods.isEmpty(), service, "selects no pod");
    for (JsonNode port : service.spec().path("ports")) {
      for (Pod pod : pods) {
        rule(
            pod.containers().stream()
                .flatMap(container -> Pod.stream(container.path("ports")))
                .anyMatch(
                    open -> open.path("name").asText().equals(port.path("targetPort").asText())),
            service,
            "leads to port '%s', which '%s' doesn't open",
            port.path("targetPort").asText(),
            pod.owner().name());
      }
    }
  }

  private void ingress(Manifest ingress) {
    if (ingress.namespace().equals("dex")) {
      return; // The service is the chart's.
    }
    for (JsonNode rule : ingress.spec().path("rules")) {
      for (JsonNode path : rule.at("/http/paths")) {
        JsonNode service = path.at("/backend/service");
        rule(
            exists(
                ingress,
                "Service",
                service.path("name").asText(),
                one ->
                    Pod.stream(one.spec().path("ports"))
                        .anyMatch(port -> port.path("name").equals(service.at("/port/name")))),
            ingress,
            "leads to service '%s', which isn't there",
            service.path("name").asText());
      }
    }
  }

  private void binding(Manifest binding) {
    named(binding, "Role", binding.body().at("/roleRef/name").asText());
    for (JsonNode subject : binding.body().path("subjects")) {
      if (subject.path("kind").asText().equals("ServiceAccount")) {
        rule(
            subject.path("namespace").asText().equals(binding.namespace()),
            binding,
            "gives rights to an account of another namespace");
        named(binding, "ServiceAccount", subject.path("name").asText());
      }
    }
  }

  private void claim(Manifest claim) {
    String storage = claim.spec().path("storageClassName").asText();
    rule(
        all.stream().anyMatch(one -> one.is("StorageClass") && one.name().equals(storage)),
        claim,
        "wants storage of the class '%s', which isn't there",
        storage);
  }

  private void selects(Manifest manifest) {
    JsonNode labels = manifest.body().at("/spec/selector/matchLabels");
    boolean any =
        manifest.is("ServiceMonitor")
            ? all.stream()
                .anyMatch(
                    one -> one.is("Service") && matches(one.body().at("/metadata/labels"), labels))
            : !selected(manifest, labels).isEmpty();
    rule(any, manifest, "selects nothing");
  }

  private List<Pod> selected(Manifest by, JsonNode labels) {
    return Pod.of(all).stream()
        .filter(pod -> pod.owner().namespace().equals(by.namespace()))
        .filter(pod -> matches(pod.labels(), labels))
        .toList();
  }

  private static boolean matches(JsonNode labels, JsonNode wanted) {
    Set<Map.Entry<String, JsonNode>> properties = wanted.properties();
    return !properties.isEmpty()
        && properties.stream().allMatch(one -> labels.path(one.getKey()).equals(one.getValue()));
  }

  private void named(Manifest owner, String kind, String name) {
    rule(
        exists(owner, kind, name, one -> true),
        owner,
        "names the %s '%s', which isn't there",
        kind,
        name);
  }

  private boolean exists(Manifest owner, String kind, String name, Predicate<Manifest> further) {
    return all.stream()
        .filter(one -> one.is(kind) && one.name().equals(name))
        .filter(one -> one.namespace().equals(owner.namespace()))
        .anyMatch(further);
  }

  private static void ifGiven(JsonNode name, java.util.function.Consumer<String> then) {
    if (name.isTextual()) {
      then.accept(name.asText());
    }
  }

  private void rule(
      boolean holds,
      Manifest owner,
      String what,
      @org.jspecify.annotations.Nullable Object... words) {
    if (!holds) {
      flaws.add(owner.id() + " " + what.formatted(words));
    }
  }
}
