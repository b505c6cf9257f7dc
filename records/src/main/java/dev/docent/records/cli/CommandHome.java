package dev.docent.records.cli;

import dev.docent.records.stage.Stage;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The commands beside the stages, and the class path that each lives on. The launcher's table must
 * say the same; a test compares them.
 */
public enum CommandHome {
  RUN(Stage.Home.PIPELINES, "Runs the whole flow on a workspace, skipping what is made already."),
  BACKFILL(
      Stage.Home.PIPELINES,
      "Takes the articles of the past, a window of time after another or side by side."),
  DEMO(Stage.Home.PIPELINES, "Runs the whole flow on the bundled sample and opens the search."),
  STATUS(Stage.Home.PIPELINES, "Shows a workspace's artifacts, their lineage, and what is stale."),
  REPORT(Stage.Home.PIPELINES, "Writes one page that shows a whole run."),
  PRUNE(Stage.Home.PIPELINES, "Removes artifacts, releases and model versions that nobody needs."),
  CLUSTER(
      Stage.Home.PIPELINES,
      "Starts, stops or shows a Flink session cluster of this machine, or brings one up in Kubernetes."),
  BENCH(
      Stage.Home.PIPELINES, "Measures parts of Docent beside what others do with the same input."),
  RUNS(Stage.Home.MODELS, "Lists, shows and compares trainings, with their curves."),
  MODELS(
      Stage.Home.SERVING,
      "Lists, publishes, promotes, rolls back, prunes and syncs published models."),
  RELEASES(Stage.Home.SERVING, "Makes, lists and moves between releases: an index with its model."),
  SERVE(Stage.Home.SERVING, "Serves the web search and the model's predictions."),
  SEARCH(Stage.Home.SERVING, "Searches from the terminal."),
  FEEDBACK(Stage.Home.SERVING, "Makes judgements of what people marked in the search.");

  private final Stage.Home home;
  private final String summary;

  CommandHome(Stage.Home home, String summary) {
    this.home = home;
    this.summary = summary;
  }

  public Stage.Home home() {
    return home;
  }

  /** One sentence for the command line's help. */
  public String summary() {
    return summary;
  }

  /** The name on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The home of a command or a stage by its name. */
  public static Optional<Stage.Home> of(String command) {
    return Stage.byId(command)
        .map(Stage::home)
        .or(
            () ->
                Arrays.stream(values())
                    .filter(one -> one.id().equals(command))
                    .map(CommandHome::home)
                    .findFirst());
  }
}
