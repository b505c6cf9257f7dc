package dev.docent.manifests;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Beam's Flink runner, the Flink of this build, the image, {@code flinkVersion}, the operator that
 * Terraform installs and the operator whose API is checked against are of one version each.
 *
 * @param pom the root pom
 * @param addons Terraform's charts
 */
record VersionRules(String pom, String addons) implements Check {
  static VersionRules ofProject() throws IOException {
    return new VersionRules(
        Sources.text("pom.xml"), Sources.text("terraform/modules/addons/main.tf"));
  }

  @Override
  public List<String> flaws(List<Manifest> all) throws IOException {
    String runner = find(pom, "beam-runners-flink-([0-9.]+)<");
    String flink = find(pom, "<flink.version>([^<]+)<");
    String operator = find(pom, "<flink-operator.version>([^<]+)<");
    String chart = find(addons, "(?s)flink-operator = \\{.*?version\\s*=\\s*\"([^\"]+)\"");
    String docent = find(pom, "<artifactId>docent</artifactId>\\s*<version>([^<]+)<");
    List<String> flaws = new ArrayList<>();
    same(flaws, "Beam's runner and this build's Flink", runner, minor(flink));
    same(flaws, "the operator's chart and its API", chart, operator);
    for (Manifest manifest : all) {
      if (manifest.is("FlinkDeployment")) {
        String version = manifest.spec().path("flinkVersion").asText();
        same(
            flaws,
            "Beam's runner and flinkVersion",
            runner,
            version.substring(1).replace('_', '.'));
        String image = manifest.spec().path("image").asText();
        String tag = image.substring(image.indexOf(':') + 1);
        same(flaws, "this build's Flink and the image", flink, tag.replaceAll("-.*", ""));
        same(flaws, "Java of this build and of the image", "java17", tag.replaceAll(".*-", ""));
        if (!OperatorSchema.flinkVersions().contains(version)) {
          flaws.add("the operator %s doesn't know Flink %s".formatted(operator, version));
        }
      }
    }
    for (Pod pod : Pod.of(all)) {
      pod.containers().stream()
          .map(container -> container.path("image").asText())
          .filter(image -> image.contains("/docent-"))
          .forEach(
              image ->
                  same(
                      flaws,
                      "this build and the image of " + pod.owner().id(),
                      docent.replace("-SNAPSHOT", ""),
                      image.substring(image.lastIndexOf(':') + 1)));
    }
    return flaws;
  }

  private static void same(List<String> flaws, String what, String one, String other) {
    if (!one.equals(other)) {
      flaws.add("%s disagree: %s and %s".formatted(what, one, other));
    }
  }

  private static String minor(String version) {
    return version.substring(0, version.lastIndexOf('.'));
  }

  private static String find(String text, String pattern) throws IOException {
    Matcher found = Pattern.compile(pattern).matcher(text);
    if (!found.find()) {
      throw new IOException("found no " + pattern);
    }
    return found.group(1);
  }
}
