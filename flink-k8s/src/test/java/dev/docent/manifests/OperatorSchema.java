package dev.docent.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The Flink operator's CRD, as its own API's jar carries it. An API server would drop fields that
 * the CRD doesn't have without a word; here they are flaws.
 */
final class OperatorSchema implements Check {
  private static final String CRD = "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

  /** Half a megabyte of YAML: read once. */
  private static final JsonNode DEFINITION = definition();

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(closed(DEFINITION.deepCopy()));

  /** The versions of Flink that this operator knows, such as {@code v1_19}. */
  static List<String> flinkVersions() {
    List<String> versions = new ArrayList<>();
    DEFINITION
        .at("/properties/spec/properties/flinkVersion/enum")
        .forEach(version -> versions.add(version.asText()));
    return versions;
  }

  @Override
  public List<String> flaws(List<Manifest> all) {
    List<String> flaws = new ArrayList<>();
    for (Manifest manifest : all) {
      if (manifest.is("FlinkDeployment")) {
        ObjectNode body = manifest.body().deepCopy();
        body.remove(List.of("apiVersion", "kind", "metadata"));
        for (ValidationMessage message : SCHEMA.validate(body)) {
          flaws.add(manifest.id() + ": " + message.getMessage());
        }
      }
    }
    return flaws;
  }

  private static JsonNode definition() {
    try (InputStream file =
        Objects.requireNonNull(OperatorSchema.class.getResourceAsStream(CRD), CRD)) {
      return new ObjectMapper(new YAMLFactory())
          .readTree(file)
          .at("/spec/versions/0/schema/openAPIV3Schema");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Objects with known fields take no others; 'int or string' is no word of JSON Schema. */
  private static JsonNode closed(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.path("x-kubernetes-int-or-string").asBoolean()) {
        object.remove("type");
      }
      if (object.path("properties").isObject()
          && !object.has("additionalProperties")
          && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()
          && object.path("type").asText().equals("object")) {
        object.put("additionalProperties", false);
      }
    }
    node.forEach(OperatorSchema::closed);
    return node;
  }
}
