package dev.docent.serving.web;

import dev.docent.records.Article;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageBody;
import dev.docent.records.stage.StageExecutor;
import dev.docent.records.stage.StageResult;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.index.IndexStage;
import dev.docent.serving.search.Articles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A workspace with articles, and the index that the stage makes of them. */
public final class TestWorkspace {
  private TestWorkspace() {}

  /** Makes the workspace and runs the stage {@code index}. */
  public static StageResult index(Path root, Articles... articles) throws Exception {
    Path empty = Files.createDirectories(root.resolve("articles"));
    Workspace workspace = Workspace.open(root.resolve("workspace").toString());
    List<Article> records = Arrays.stream(articles).map(Articles::build).toList();
    // What is ingested makes the fingerprints; other articles are to have others.
    Files.writeString(empty.resolve("articles.txt"), records.toString());
    run(workspace, Stage.INGEST, Map.of("articles", empty.toString()), context -> {});
    run(
        workspace,
        Stage.PARSE,
        Map.of(),
        context ->
            AvroFiles.write(Article.class, context.output().resolve("articles/a.avro"), records));
    return run(workspace, Stage.INDEX, Map.of(), new IndexStage());
  }

  /** Runs a stage on the artifacts in use. */
  public static StageResult run(
      Workspace workspace, Stage stage, Map<String, String> settings, StageBody body)
      throws Exception {
    StageExecutor executor = new StageExecutor(workspace);
    Map<Stage, String> inputs = new EnumMap<>(Stage.class);
    inputs.putAll(executor.currentInputs(stage));
    return executor.execute(
        executor.plan(stage, Settings.read(stage.settings(), stage.id(), settings), inputs),
        body,
        List.of(),
        false);
  }
}
