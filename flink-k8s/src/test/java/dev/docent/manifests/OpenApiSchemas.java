package dev.docent.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The OpenAPI and CRD schemas of all kinds but Flink's. A kind without a schema is a flaw. */
final class OpenApiSchemas implements Check {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public List<String> flaws(List<Manifest> all) throws IOException, InterruptedException {
    List<Manifest> known = all.stream().filter(one -> !one.is("FlinkDeployment")).toList();
    String input = JSON.writeValueAsString(known.stream().map(Manifest::body).toList());
    JsonNode answers = JSON.readTree(NodeScript.ask("validate.mjs", input));
    List<String> flaws = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      if (!answers.path(i).isArray()) {
        throw new IOException("no answer for " + known.get(i).id());
      }
      for (JsonNode answer : answers.path(i)) {
        flaws.add(known.get(i).id() + ": " + answer.asText());
      }
    }
    return flaws;
  }
}
