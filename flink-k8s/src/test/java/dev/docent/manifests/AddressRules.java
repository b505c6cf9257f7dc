package dev.docent.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose word counts: the proxies that the search trusts, and whom the login lets in by address, are
 * of the environment's own network and no wider.
 */
final class AddressRules implements Check {
  /** The widest network that AWS makes. */
  private static final int WIDEST = 16;

  private static final Pattern VARIABLE = Pattern.compile("\\$\\(([A-Z_]+)\\)");

  private final List<String> flaws = new ArrayList<>();

  /** A range of IPv4 addresses. */
  private record Range(long first, int bits) {
    static Optional<Range> parse(String text) {
      Matcher parts =
          Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?")
              .matcher(text.strip());
      if (!parts.matches()) {
        return Optional.empty();
      }
      long address = 0;
      for (int i = 1; i <= 4; i++) {
        address = address << 8 | Integer.parseInt(parts.group(i));
      }
      return Optional.of(
          new Range(address, parts.group(5) == null ? 32 : Integer.parseInt(parts.group(5))));
    }

    boolean holds(Range other) {
      return other.bits >= bits && other.first >> (32 - bits) == first >> (32 - bits);
    }
  }

  @Override
  public List<String> flaws(List<Manifest> all) {
    flaws.clear();
    for (Pod pod : Pod.of(all)) {
      for (JsonNode container : pod.containers()) {
        for (JsonNode argument : container.path("args")) {
          if (argument.asText().startsWith("--proxies=")) {
            String value = argument.asText().substring("--proxies=".length());
            for (String part : resolved(value, container, pod.owner(), all).split(",", -1)) {
              within(part, pod.owner(), "trusts the proxies", all);
            }
          }
        }
      }
    }
    for (Manifest policy : all) {
      if (policy.is("NetworkPolicy")) {
        for (JsonNode rule : policy.spec().path("ingress")) {
          for (JsonNode from : rule.path("from")) {
            if (from.has("ipBlock")) {
              within(from.at("/ipBlock/cidr").asText(), policy, "lets in", all);
            }
          }
        }
      }
    }
    return List.copyOf(flaws);
  }

  /** An argument with the values that its variables have. */
  private static String resolved(
      String value, JsonNode container, Manifest owner, List<Manifest> all) {
    return VARIABLE
        .matcher(value)
        .replaceAll(
            use ->
                Pod.stream(container.path("env"))
                    .filter(one -> one.path("name").asText().equals(use.group(1)))
                    .map(one -> one.at("/valueFrom/configMapKeyRef"))
                    .flatMap(
                        key ->
                            all.stream()
                                .filter(one -> one.is("ConfigMap"))
                                .filter(one -> one.namespace().equals(owner.namespace()))
                                .filter(one -> one.name().equals(key.path("name").asText()))
                                .map(map -> map.body().path("data").path(key.path("key").asText())))
                    .map(JsonNode::asText)
                    .findFirst()
                    .orElse("nothing"));
  }

  private void within(String text, Manifest owner, String what, List<Manifest> all) {
    Optional<Range> network =
        all.stream()
            .filter(one -> one.is("ConfigMap") && one.name().equals("platform"))
            .map(one -> one.body().at("/data/network").asText())
            .findFirst()
            .flatMap(Range::parse);
    if (network.isEmpty() || network.get().bits < WIDEST) {
      flaws.add(
          owner.id()
              + " stands in a network that 'platform' doesn't name, or wider than /"
              + WIDEST);
      return;
    }
    if (!Range.parse(text).map(network.get()::holds).orElse(false)) {
      flaws.add("%s %s '%s', beyond the environment's network".formatted(owner.id(), what, text));
    }
  }
}
