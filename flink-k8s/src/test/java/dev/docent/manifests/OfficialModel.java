package dev.docent.manifests;

import io.kubernetes.client.openapi.JSON;
import java.util.ArrayList;
import java.util.List;

/**
 * The second typed model: the official Java client's, generated from Kubernetes' OpenAPI. It knows
 * which fields must be there, and takes no unknown ones.
 */
final class OfficialModel implements Check {
  private static final String PACKAGE = "io.kubernetes.client.openapi.models.";

  @Override
  public List<String> flaws(List<Manifest> all) {
    List<String> flaws = new ArrayList<>();
    for (Manifest manifest : all) {
      String version = manifest.apiVersion().substring(manifest.apiVersion().indexOf('/') + 1);
      if (!FabricModel.TYPES.containsKey(manifest.apiVersion() + " " + manifest.kind())
          || manifest.is("FlinkDeployment")) {
        continue;
      }
      try {
        Class<?> type =
            Class.forName(PACKAGE + version.toUpperCase(java.util.Locale.ROOT) + manifest.kind());
        Object read = JSON.getGson().fromJson(manifest.body().toString(), type);
        if (read == null) {
          flaws.add(manifest.id() + " is empty");
        }
      } catch (ClassNotFoundException | RuntimeException e) {
        flaws.add(manifest.id() + ": " + e.getMessage());
      }
    }
    return flaws;
  }
}
