package dev.docent.pipelines.prune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.pipelines.prune.KeptReleases.OneRelease;
import dev.docent.pipelines.runs.RunRecord;
import dev.docent.pipelines.runs.RunRecords;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageExecutor;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.ModelPointer;
import dev.docent.records.workspace.VersionRecord;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  /** Long after all that is made here. */
  private static final Instant LATER = Instant.now().plus(Duration.ofDays(1));

  @TempDir Path folder;
  private Workspace workspace;
  private StageExecutor executor;

  /** By week, the fingerprint of each stage. */
  private final List<Map<Stage, String>> weeks = new ArrayList<>();

  @BeforeEach
  void open() throws Exception {
    workspace = Workspace.open(folder.resolve("work").toString());
    executor = new StageExecutor(workspace);
    Files.createDirectories(folder.resolve("site"));
    for (int week = 0; week < 6; week++) {
      week(week);
    }
  }

  @Test
  void theNewestRunsStayWithAllThatTheyWereMadeFrom() throws IOException {
    assertEquals(gone(0, 1, 2, 3), removed(2));
    assertEquals(gone(0, 1, 2), removed(3));
    assertEquals(Set.of(), removed(6));
  }

  @Test
  void withNothingAskedForWhatIsInUseStays() throws IOException {
    assertEquals(gone(0, 1, 2, 3, 4), removed(0));
  }

  @Test
  void whatIsYoungStays() throws IOException {
    Retention.Plan plan = Retention.plan(workspace, 0, Instant.now());
    assertEquals(List.of(), plan.artifacts());
  }

  @Test
  void theModelInProductionTheOneBeforeItAndTheCanaryKeepTheirLineage() throws IOException {
    publish("docent", 1, 0);
    publish("docent", 2, 1);
    publish("docent", 3, 2);
    publish("docent", 4, 3);
    new ModelPointer(2, 1L).write(workspace.model("docent"), ModelPointer.STABLE);
    new ModelPointer(4, null).write(workspace.model("docent"), ModelPointer.CANARY);
    Set<String> removed = removed(0);
    for (int week : new int[] {0, 1, 3}) {
      assertKept(removed, week, Stage.TRAIN, Stage.DATASET, Stage.MATCH, Stage.INGEST);
    }
    assertTrue(removed.contains(weeks.get(2).get(Stage.TRAIN)), "nobody needs version 3");
  }

  @Test
  void aNeededVersionOfUnknownOriginKeepsEveryTraining() throws IOException {
    publish("docent", 1, "");
    new ModelPointer(1, null).write(workspace.model("docent"), ModelPointer.STABLE);
    Set<String> removed = removed(0);
    for (int week = 0; week < weeks.size(); week++) {
      assertKept(removed, week, Stage.TRAIN, Stage.DATASET, Stage.INGEST);
    }
  }

  @Test
  void aReleaseKeepsItsIndexItsModelAndTheVectorsOfBoth() throws IOException {
    publish("docent", 1, 0);
    release(1, 0, null);
    release(2, 1, 1L);
    release(3, 4, 1L);
    pointer(3, 2, 1);
    KeptReleases releases = KeptReleases.of(workspace, 1);
    assertEquals(List.of(3, 2), releases.kept().stream().map(OneRelease::number).toList());
    assertEquals(List.of(1), releases.old().stream().map(OneRelease::number).toList());
    Set<String> removed = removed(1);
    assertKept(removed, 1, Stage.INDEX, Stage.TOPICS, Stage.PARSE);
    assertKept(removed, 0, Stage.TRAIN, Stage.DATASET, Stage.PUBLISH);
    assertKept(removed, 4, Stage.INDEX);
    assertTrue(removed.contains(weeks.get(2).get(Stage.INDEX)));
  }

  @Test
  void aReleaseThatAPersonWentBackToStaysHoweverOldItIs() throws IOException {
    for (int number = 1; number <= 6; number++) {
      release(number, number - 1, null);
    }
    pointer(1, 5);
    List<Integer> kept =
        KeptReleases.of(workspace, 1).kept().stream().map(OneRelease::number).toList();
    assertEquals(List.of(6, 5, 1), kept);
    assertKept(removed(1), 0, Stage.INDEX, Stage.PARSE, Stage.INGEST);
  }

  @Test
  void whatIsMadeFromAnotherGoesBeforeIt() throws IOException {
    List<Stage> order =
        Retention.plan(workspace, 0, LATER).artifacts().stream().map(Artifact::stage).toList();
    assertEquals(Stage.PUBLISH, order.get(0));
    assertEquals(Stage.INGEST, order.get(order.size() - 1));
  }

  @Test
  void sizesAddUp() throws IOException {
    Retention.Plan plan = Retention.plan(workspace, 2, LATER);
    assertEquals(4 * Stage.values().length, plan.artifacts().size());
    assertEquals(2 * Stage.values().length, plan.keptArtifacts());
    assertEquals(plan.artifacts().size(), plan.bytes(), "each artifact has one byte");
    assertEquals(plan.keptArtifacts(), plan.keptBytes());
  }

  private Set<String> removed(int keep) throws IOException {
    Set<String> removed = new HashSet<>();
    Retention.plan(workspace, keep, LATER)
        .artifacts()
        .forEach(artifact -> removed.add(artifact.fingerprint()));
    return removed;
  }

  private Set<String> gone(int... those) {
    Set<String> gone = new HashSet<>();
    for (int week : those) {
      gone.addAll(weeks.get(week).values());
    }
    return gone;
  }

  private void assertKept(Set<String> removed, int week, Stage... stages) {
    for (Stage stage : stages) {
      assertTrue(!removed.contains(weeks.get(week).get(stage)), stage + " of week " + week);
    }
  }

  /** Runs every stage, without its work, on pages of that week. */
  private void week(int week) throws Exception {
    Files.writeString(folder.resolve("site/a.html"), "week " + week);
    Map<Stage, String> prints = new EnumMap<>(Stage.class);
    List<RunRecord.StageRecord> records = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      Map<String, String> settings =
          stage == Stage.INGEST ? Map.of("articles", folder.resolve("site").toString()) : Map.of();
      StageExecutor.Plan plan =
          executor.plan(
              stage,
              Settings.read(stage.settings(), stage.id(), settings),
              executor.currentInputs(stage));
      String out = stage == Stage.PUBLISH ? "publication.json" : "out.txt";
      executor.execute(
          plan, context -> Files.writeString(context.output().resolve(out), "0"), List.of(), false);
      prints.put(stage, plan.fingerprint());
      records.add(
          new RunRecord.StageRecord(stage.id(), plan.fingerprint(), false, Instant.EPOCH, 1, 1));
    }
    weeks.add(prints);
    new RunRecords(workspace)
        .add(
            new RunRecord(
                0,
                Instant.EPOCH,
                Instant.EPOCH,
                RunRecord.Outcome.SUCCEEDED,
                null,
                records,
                null,
                "1"));
  }

  private void publish(String name, int version, int week) throws IOException {
    publish(name, version, weeks.get(week).get(Stage.TRAIN));
  }

  private void publish(String name, long version, String training) throws IOException {
    Path home = workspace.model(name);
    Files.createDirectories(home.resolve(Long.toString(version)));
    Files.writeString(home.resolve(Long.toString(version)).resolve("saved_model.pb"), "x");
    new VersionRecord(
            version,
            VersionRecord.State.READY,
            Instant.EPOCH,
            training,
            "",
            Map.of(),
            null,
            List.of())
        .write(home);
  }

  private void release(int number, int week, @org.jspecify.annotations.Nullable Long version)
      throws IOException {
    Map<Stage, String> prints = weeks.get(week);
    String json =
        """
        {"number": %d, "index": "%s", "topics": "%s", "model": %s, "version": %s, "made": "x"}"""
            .formatted(
                number,
                prints.get(Stage.INDEX),
                prints.get(Stage.TOPICS),
                version == null ? "null" : "\"docent\"",
                version);
    workspace.create("releases/" + number + ".json", json.getBytes(StandardCharsets.UTF_8));
  }

  private void pointer(int release, Integer... before) throws IOException {
    workspace.create(
        "releases/current",
        "{\"release\": %d, \"before\": %s}"
            .formatted(release, List.of(before))
            .getBytes(StandardCharsets.UTF_8));
  }
}
