package dev.docent.pipelines.hooks;

import dev.docent.pipelines.runs.RunRecord;
import dev.docent.pipelines.runs.RunRecord.StageRecord;
import dev.docent.records.cli.SummaryTable;
import java.time.Duration;
import java.util.List;

/** What is told of a run: its end first, then what a person asks next. */
public final class RunMessage {
  /** Longer texts are cut: channels refuse them. */
  private static final int MOST_CHARACTERS = 2000;

  private RunMessage() {}

  /**
   * @param workspace the workspace's location
   * @param detail on the model, such as why it was kept back; empty for none
   */
  public static String of(RunRecord run, String workspace, String detail) {
    StringBuilder text = new StringBuilder();
    text.append(
        "docent run %d %s after %s (%s)"
            .formatted(
                run.number(),
                switch (run.outcome()) {
                  case SUCCEEDED -> "succeeded";
                  case KEPT_BACK -> "ended well; the model was kept back";
                  case FAILED -> "FAILED";
                },
                SummaryTable.time(Duration.between(run.startedAt(), run.finishedAt())),
                workspace));
    if (run.failure() != null) {
      text.append('\n').append(run.failure());
    }
    if (!detail.isEmpty()) {
      text.append('\n').append(detail);
    }
    List<String> made =
        run.stages().stream().filter(stage -> !stage.cached()).map(StageRecord::stage).toList();
    text.append("\nmade: ")
        .append(made.isEmpty() ? "nothing, all was there" : String.join(" ", made));
    if (run.release() != null) {
      text.append("; in use: release ").append(run.release());
    }
    return escaped(
        text.length() > MOST_CHARACTERS
            ? text.substring(0, MOST_CHARACTERS) + "..."
            : text.toString());
  }

  /** Slack reads these three as markup, so that a text could pass for a link or call a channel. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
