package dev.docent.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What must hold of every environment's plan. Each rule names the resource that breaks it. */
final class PlanRules {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Actions that AWS itself offers for all resources only. */
  private static final List<String> LOOKS = List.of(":Describe", ":List", ":Get");

  private final JsonNode plan;
  private final List<String> broken = new ArrayList<>();

  private PlanRules(JsonNode plan) {
    this.plan = plan;
  }

  static List<String> broken(JsonNode plan) throws JsonProcessingException {
    PlanRules rules = new PlanRules(plan);
    rules.gpusScaleToZero();
    rules.bucketsAreClosed();
    rules.everythingIsEncrypted();
    rules.policiesAreNarrow();
    rules.endpointsArePrivate();
    rules.metadataNeedsToken();
    rules.groupsCarryTheirTaints();
    return rules.broken;
  }

  private void rule(boolean holds, JsonNode resource, String what) {
    if (!holds) {
      broken.add(resource.path("address").asText() + " " + what);
    }
  }

  private void gpusScaleToZero() {
    int gpus = 0;
    for (JsonNode group : Plans.resources(plan, "aws_eks_node_group")) {
      if (group.at("/values/ami_type").asText().contains("NVIDIA")) {
        gpus++;
        rule(
            group.at("/values/scaling_config/0/min_size").asInt(-1) == 0,
            group,
            "is a GPU group that doesn't scale to zero");
      }
    }
    if (gpus == 0) {
      broken.add("there is no GPU group");
    }
  }

  private void bucketsAreClosed() {
    Set<String> blocked = new TreeSet<>();
    for (JsonNode block : Plans.resources(plan, "aws_s3_bucket_public_access_block")) {
      boolean all =
          List.of(
                  "block_public_acls",
                  "block_public_policy",
                  "ignore_public_acls",
                  "restrict_public_buckets")
              .stream()
              .allMatch(name -> block.path("values").path(name).asBoolean());
      rule(all, block, "leaves a bucket open to the public");
      blocked.add(module(block) + block.path("index").asText());
    }
    for (JsonNode bucket : Plans.resources(plan, "aws_s3_bucket")) {
      rule(
          blocked.contains(module(bucket) + bucket.path("index").asText()),
          bucket,
          "has no public access block");
    }
    rule(
        Plans.resources(plan, "aws_s3_bucket_versioning").stream()
                .filter(
                    v ->
                        v.at("/values/versioning_configuration/0/status")
                            .asText()
                            .equals("Enabled"))
                .count()
            == Plans.resources(plan, "aws_s3_bucket").size(),
        plan,
        "has a bucket without versions");
  }

  private void everythingIsEncrypted() {
    for (JsonNode template : Plans.resources(plan, "aws_launch_template")) {
      rule(
          template.at("/values/block_device_mappings/0/ebs/0/encrypted").asText().equals("true"),
          template,
          "has a disk that isn't encrypted");
    }
    for (JsonNode files : Plans.resources(plan, "aws_efs_file_system")) {
      rule(files.at("/values/encrypted").asBoolean(), files, "isn't encrypted");
    }
    for (JsonNode images : Plans.resources(plan, "aws_ecr_repository")) {
      rule(
          images.at("/values/encryption_configuration/0/encryption_type").asText().equals("KMS"),
          images,
          "isn't encrypted by our key");
      rule(
          images.at("/values/image_tag_mutability").asText().equals("IMMUTABLE"),
          images,
          "lets a tag move");
    }
    rule(
        Plans.resources(plan, "aws_s3_bucket_server_side_encryption_configuration").size()
            == Plans.resources(plan, "aws_s3_bucket").size(),
        plan,
        "has a bucket that isn't encrypted");
    for (JsonNode cluster : Plans.resources(plan, "aws_eks_cluster")) {
      boolean onOutpost = cluster.at("/values/outpost_config/0").isObject();
      rule(
          onOutpost
              || cluster.at("/values/encryption_config/0/resources/0").asText().equals("secrets"),
          cluster,
          "doesn't encrypt its secrets");
    }
  }

  /** No wildcard action, and no change of anything on all resources. */
  private void policiesAreNarrow() throws JsonProcessingException {
    int read = 0;
    for (String type : List.of("aws_iam_role_policy", "aws_iam_policy")) {
      for (JsonNode policy : Plans.resources(plan, type)) {
        JsonNode text = policy.at("/values/policy");
        if (!text.isTextual()) {
          continue; // Names what exists only after the apply; the module's other plans show it.
        }
        read++;
        for (JsonNode statement : JSON.readTree(text.asText()).path("Statement")) {
          checkStatement(policy, statement);
        }
      }
    }
    if (read < 3) {
      broken.add("only %d policies can be read in the plan".formatted(read));
    }
  }

  private void checkStatement(JsonNode policy, JsonNode statement) {
    boolean everywhere = strings(statement.path("Resource")).contains("*");
    for (String action : strings(statement.path("Action"))) {
      rule(!action.contains("*"), policy, "allows the wildcard action '%s'".formatted(action));
      rule(
          !everywhere || LOOKS.stream().anyMatch(action::contains),
          policy,
          "allows '%s' on all resources".formatted(action));
    }
  }

  private void endpointsArePrivate() {
    for (JsonNode cluster : Plans.resources(plan, "aws_eks_cluster")) {
      JsonNode vpc = cluster.at("/values/vpc_config/0");
      rule(vpc.path("endpoint_private_access").asBoolean(), cluster, "has no private endpoint");
      rule(
          !vpc.path("endpoint_public_access").asBoolean()
              || (!strings(vpc.path("public_access_cidrs")).isEmpty()
                  && !strings(vpc.path("public_access_cidrs")).contains("0.0.0.0/0")),
          cluster,
          "is open to the whole internet");
    }
    for (JsonNode subnet : Plans.resources(plan, "aws_subnet")) {
      rule(
          !subnet.at("/values/map_public_ip_on_launch").asBoolean(),
          subnet,
          "gives machines public addresses");
    }
  }

  private void metadataNeedsToken() {
    for (JsonNode template : Plans.resources(plan, "aws_launch_template")) {
      rule(
          template.at("/values/metadata_options/0/http_tokens").asText().equals("required"),
          template,
          "answers metadata requests without a token");
    }
  }

  private void groupsCarryTheirTaints() {
    for (JsonNode group : Plans.resources(plan, "aws_eks_node_group")) {
      boolean tainted = false;
      for (JsonNode taint : group.at("/values/taint")) {
        tainted |= taint.path("key").asText().equals("nvidia.com/gpu");
      }
      rule(
          tainted || !group.at("/values/ami_type").asText().contains("NVIDIA"),
          group,
          "is a GPU group that takes any pod");
    }
  }

  private static String module(JsonNode resource) {
    String address = resource.path("address").asText();
    int type = address.lastIndexOf(resource.path("type").asText());
    return address.substring(0, Math.max(0, type));
  }

  private static List<String> strings(JsonNode node) {
    List<String> all = new ArrayList<>();
    if (node.isTextual()) {
      all.add(node.asText());
    }
    node.forEach(one -> all.add(one.asText()));
    return all;
  }
}
