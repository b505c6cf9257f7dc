package dev.docent.records.cli;

import dev.docent.records.config.RunConfig;
import dev.docent.records.config.ServeConfig;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;

/** Writes {@code docs/settings.md} from the settings' declarations. */
public final class SettingsPage {
  private SettingsPage() {}

  /** The page in Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder();
    page.append("# Settings\n\n")
        .append("Made from the declarations in `records/config`; a test keeps it true.")
        .append(" Each setting is an option of its stage's command (`--name`), of `docent run`")
        .append(" (`--set stage.name=value`), and a key of `docent.yaml`:\n\n")
        .append("```yaml\ntopics:\n  topics: 50\ntrain:\n  max-minutes: 10\n```\n\n")
        .append("The command line goes before the file. Settings marked * don't change a stage's")
        .append(" result and leave its fingerprint alone; of those marked ^ the content counts,")
        .append(" not the path. Those marked + are one setting for several commands: they stand at")
        .append(" the top of `docent.yaml`, in no section (`model-name: docs`), and are options of")
        .append(" `docent run` too.\n");
    for (Stage stage : Stage.values()) {
      section(page, stage.id(), stage.summary(), stage.settings());
    }
    section(page, CommandHome.RUN.id(), CommandHome.RUN.summary(), RunConfig.class);
    section(page, CommandHome.SERVE.id(), CommandHome.SERVE.summary(), ServeConfig.class);
    return page.toString();
  }

  private static void section(
      StringBuilder page, String name, String summary, Class<? extends Record> settings) {
    page.append("\n## ").append(name).append('\n').append(summary).append("\n\n");
    page.append("| setting | default | valid | what it does |\n|---|---|---|---|\n");
    for (Settings.Declared declared : Settings.of(settings)) {
      String mark =
          declared.setting().external() ? " ^" : declared.setting().changesResult() ? "" : " *";
      mark += declared.setting().shared() ? " +" : "";
      String byDefault =
          declared.required()
              ? "required"
              : declared.setting().byDefault().isEmpty()
                  ? "not set"
                  : "`" + declared.setting().byDefault() + "`";
      page.append("| `")
          .append(declared.name())
          .append('`')
          .append(mark)
          .append(" | ")
          .append(byDefault)
          .append(" | ")
          .append(declared.valid())
          .append(" | ")
          .append(declared.setting().help().replace("|", "\\|"))
          .append(" |\n");
    }
  }
}
