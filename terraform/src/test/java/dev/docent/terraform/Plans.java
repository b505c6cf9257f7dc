package dev.docent.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Looks into a plan as {@code terraform show -json} prints it. */
final class Plans {
  private Plans() {}

  /** All resources that the plan would make, of every module. */
  static List<JsonNode> resources(JsonNode plan) {
    List<JsonNode> all = new ArrayList<>();
    collect(plan.path("planned_values").path("root_module"), all);
    return all;
  }

  static List<JsonNode> resources(JsonNode plan, String type) {
    return resources(plan).stream().filter(r -> r.path("type").asText().equals(type)).toList();
  }

  private static void collect(JsonNode module, List<JsonNode> all) {
    module.path("resources").forEach(all::add);
    module.path("child_modules").forEach(child -> collect(child, all));
  }
}
