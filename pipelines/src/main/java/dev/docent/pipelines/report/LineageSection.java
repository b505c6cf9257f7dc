package dev.docent.pipelines.report;

import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What each artifact was made from: artifacts, data from outside, settings other than defaults. */
final class LineageSection {
  private final Html html;
  private final RunArtifacts artifacts;

  LineageSection(Html html, RunArtifacts artifacts) {
    this.html = html;
    this.artifacts = artifacts;
  }

  void write() {
    html.section("lineage", "Lineage");
    html.table("artifact", "made from", "settings that are not the default", "size");
    for (Stage stage : Stage.values()) {
      Optional<Artifact> artifact = artifacts.get(stage);
      artifact.ifPresent(one -> row(stage, one.manifest()));
    }
    html.endTable().raw("</section>\n");
  }

  private void row(Stage stage, Manifest manifest) {
    html.raw("<tr><th scope=\"row\">").text(stage.id()).raw("<br>");
    html.element("code", manifest.fingerprint()).raw("</th><td class=\"wide\">");
    manifest.inputs().forEach((input, print) -> part(input, print));
    manifest.externals().forEach((name, external) -> part(name, external.location()));
    html.raw("</td><td class=\"wide\">").text(String.join(", ", changed(stage, manifest)));
    html.raw("</td><td>").text(size(manifest)).raw("</td></tr>\n");
  }

  private void part(String name, String value) {
    html.text(name + " ").element("code", value).raw("<br>");
  }

  private static List<String> changed(Stage stage, Manifest manifest) {
    List<String> changed = new ArrayList<>();
    for (Settings.Declared declared : Settings.of(stage.settings())) {
      String value = manifest.parameters().get(declared.name());
      boolean shown = value != null && !value.isEmpty() && !declared.setting().external();
      if (shown && !same(value, declared.setting().byDefault())) {
        changed.add(declared.name() + "=" + value);
      }
    }
    return changed;
  }

  /** Numbers are kept in another form than they are declared in: 25.0 for 25. */
  private static boolean same(String value, String byDefault) {
    try {
      return value.equals(byDefault)
          || Double.compare(Double.parseDouble(value), Double.parseDouble(byDefault)) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String size(Manifest manifest) {
    long bytes = manifest.files().stream().mapToLong(Manifest.DataFile::bytes).sum();
    return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
  }
}
