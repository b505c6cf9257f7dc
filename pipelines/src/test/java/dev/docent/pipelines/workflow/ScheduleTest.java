package dev.docent.pipelines.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final EnumSet<Stage> ALL = EnumSet.allOf(Stage.class);
  private final List<Stage> begun = new CopyOnWriteArrayList<>();

  @Test
  void oneAtATimeKeepsTheOrderOfTheFlow() throws Exception {
    new Schedule(1).run(ALL, (stage, alone) -> begun.add(stage));
    assertEquals(Arrays.asList(Stage.values()), begun);
  }

  @Test
  void noStageBeginsBeforeItsInputsHaveEnded() throws Exception {
    Map<Stage, Boolean> ended = new ConcurrentHashMap<>();
    new Schedule(10)
        .run(
            ALL,
            (stage, alone) -> {
              stage.inputs().forEach(in -> assertTrue(ended.containsKey(in), stage + " " + in));
              Thread.yield();
              ended.put(stage, true);
            });
    assertEquals(ALL, EnumSet.copyOf(ended.keySet()));
  }

  @Test
  void theIndexIsMadeBesideTopicsAndWhatFollowsThem() throws Exception {
    CountDownLatch datasetEnded = new CountDownLatch(1);
    new Schedule(2)
        .run(
            ALL,
            (stage, alone) -> {
              if (stage == Stage.INDEX) {
                assertTrue(datasetEnded.await(1, TimeUnit.MINUTES));
              }
              begun.add(stage);
              if (stage == Stage.DATASET) {
                datasetEnded.countDown();
              }
            });
    assertTrue(begun.indexOf(Stage.INDEX) > begun.indexOf(Stage.DATASET));
  }

  @Test
  void aStageIsAloneWhereAllOthersComeBeforeOrAfterIt() throws Exception {
    Map<Stage, Boolean> told = new EnumMap<>(Stage.class);
    new Schedule(1).run(ALL, (stage, alone) -> assertTrue(alone, stage.id()));
    CountDownLatch indexEnded = new CountDownLatch(1);
    new Schedule(2)
        .run(
            ALL,
            (stage, alone) -> {
              synchronized (told) {
                told.put(stage, alone);
              }
              if (stage == Stage.INDEX) {
                indexEnded.countDown();
              } else if (stage == Stage.DATASET) {
                assertTrue(indexEnded.await(1, TimeUnit.MINUTES));
              }
            });
    assertTrue(told.get(Stage.PARSE));
    assertFalse(told.get(Stage.TOPICS));
    assertFalse(told.get(Stage.INDEX));
    assertTrue(told.get(Stage.PUBLISH));
  }

  @Test
  void onlyTheSelectedStagesAreRun() throws Exception {
    new Schedule(2).run(EnumSet.of(Stage.INDEX, Stage.VECTORS), (stage, alone) -> begun.add(stage));
    assertEquals(List.of(Stage.INDEX, Stage.VECTORS), begun);
  }

  @Test
  void afterAFailureNothingBeginsAndWhatRunsGoesOnToItsEnd() {
    CountDownLatch topicsFailed = new CountDownLatch(1);
    List<Stage> ended = new CopyOnWriteArrayList<>();
    UserException failure =
        assertThrows(
            UserException.class,
            () ->
                new Schedule(2)
                    .run(
                        ALL,
                        (stage, alone) -> {
                          begun.add(stage);
                          if (stage == Stage.TOPICS) {
                            topicsFailed.countDown();
                            throw new UserException("no topics");
                          }
                          if (stage == Stage.INDEX) {
                            assertTrue(topicsFailed.await(1, TimeUnit.MINUTES));
                          }
                          ended.add(stage);
                        }));
    assertEquals("no topics", failure.getMessage());
    assertEquals(EnumSet.range(Stage.INGEST, Stage.TOPICS).size() + 1, begun.size());
    assertTrue(ended.contains(Stage.INDEX));
    assertFalse(begun.contains(Stage.MATCH));
  }

  @Test
  void aSecondFailureIsKeptInTheFirst() {
    CountDownLatch both = new CountDownLatch(2);
    UserException failure =
        assertThrows(
            UserException.class,
            () ->
                new Schedule(2)
                    .run(
                        EnumSet.of(Stage.TOPICS, Stage.INDEX),
                        (stage, alone) -> {
                          both.countDown();
                          assertTrue(both.await(1, TimeUnit.MINUTES));
                          throw new UserException("no " + stage.id());
                        }));
    assertEquals(1, failure.getSuppressed().length);
  }
}
