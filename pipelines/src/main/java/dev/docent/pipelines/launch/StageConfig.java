package dev.docent.pipelines.launch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.StageExecutor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A plan's settings as a {@code docent.yaml} for a process of another class path. */
final class StageConfig {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private StageConfig() {}

  /** The stage's settings in its section; those that it shares at the top. */
  static byte[] yaml(StageExecutor.Plan plan) throws IOException {
    Map<String, String> section = new LinkedHashMap<>(Settings.toMap(plan.settings()));
    Map<String, Object> file = new LinkedHashMap<>();
    for (Settings.Declared declared : Settings.of(plan.stage().settings())) {
      if (declared.setting().shared()) {
        file.put(declared.name(), section.remove(declared.name()));
      }
    }
    file.put(plan.stage().id(), section);
    return YAML.writeValueAsBytes(file);
  }
}
