package dev.docent.pipelines.workflow;

import dev.docent.pipelines.articles.IngestStage;
import dev.docent.pipelines.articles.ParseStage;
import dev.docent.pipelines.dataset.DatasetStage;
import dev.docent.pipelines.topics.TopicsStage;
import dev.docent.pipelines.wikipedia.MatchStage;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageBody;
import java.util.EnumMap;
import java.util.Map;

/** The stages that run in this process, as Beam jobs. */
public final class LocalStages {
  private LocalStages() {}

  /** The work of each stage, in the order of the flow. */
  public static Map<Stage, StageBody> bodies() {
    Map<Stage, StageBody> bodies = new EnumMap<>(Stage.class);
    bodies.put(Stage.INGEST, new IngestStage());
    bodies.put(Stage.PARSE, new ParseStage());
    bodies.put(Stage.TOPICS, new TopicsStage());
    bodies.put(Stage.MATCH, new MatchStage());
    bodies.put(Stage.DATASET, new DatasetStage());
    return bodies;
  }

  /** The work of one stage; of a stage that doesn't run here it refuses. */
  static StageBody body(Stage stage) {
    return bodies()
        .getOrDefault(
            stage,
            context -> {
              throw new IllegalStateException(stage.id() + " does not run on this class path");
            });
  }
}
