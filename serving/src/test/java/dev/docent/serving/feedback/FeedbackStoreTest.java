package dev.docent.serving.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Feedback;
import dev.docent.records.FeedbackKind;
import dev.docent.records.UserException;
import dev.docent.records.avro.AvroFiles;
import dev.docent.serving.ServingMain;
import dev.docent.serving.access.RateLimit;
import dev.docent.serving.evaluation.collection.BeirFolder;
import dev.docent.serving.evaluation.collection.JudgedQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackStoreTest {
  @TempDir Path folder;

  private static final RateLimit ANY = new RateLimit(0, 1);

  private static Feedback mark(FeedbackKind kind, String query, String section) {
    return new Feedback("2026-02-03", kind, query, section, 1, "fused", "3");
  }

  private static Feedback click(String query, String section) {
    return mark(FeedbackKind.CLICK, query, section);
  }

  @Test
  void canBeReadWhileItIsWritten() throws Exception {
    try (FeedbackStore store = FeedbackStore.open(folder, 1 << 20, ANY)) {
      assertEquals(FeedbackStore.Outcome.KEPT, store.add(click("a", "s")));
      assertEquals(FeedbackStore.Outcome.KEPT, store.add(click("b", "s")));
      assertEquals(2, AvroFiles.readAll(Feedback.class, folder).size());
    }
    try (FeedbackStore again = FeedbackStore.open(folder, 1 << 20, ANY)) {
      again.add(click("c", "s"));
    }
    assertEquals(3, AvroFiles.readAll(Feedback.class, folder).size());
    Path file = folder.resolve("2026-02-03-1.avro");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void isBoundedAlsoOverStarts() throws Exception {
    long most = 5_000;
    for (int start = 0; start < 3; start++) {
      try (FeedbackStore store = FeedbackStore.open(folder, most, ANY)) {
        for (int i = 0; i < 200; i++) {
          store.add(click("a query of some words", "a#section"));
        }
        assertEquals(FeedbackStore.Outcome.FULL, store.add(click("a", "s")));
      }
    }
    long bytes = 0;
    for (Path file : FeedbackStore.files(folder)) {
      bytes += Files.size(file);
    }
    assertTrue(bytes >= most && bytes < most + 1_000, bytes + " bytes");
  }

  @Test
  void dropsWhatComesTooOften() throws Exception {
    try (FeedbackStore store = FeedbackStore.open(folder, 1 << 20, new RateLimit(1e-9, 3))) {
      for (int i = 0; i < 3; i++) {
        assertEquals(FeedbackStore.Outcome.KEPT, store.add(click("a", "s")));
      }
      assertEquals(FeedbackStore.Outcome.TOO_OFTEN, store.add(click("a", "s")));
    }
    assertEquals(3, AvroFiles.readAll(Feedback.class, folder).size());
  }

  @Test
  void refusesAFolderThatIsNone() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThrows(UserException.class, () -> FeedbackStore.open(file, 1));
  }

  @Test
  void marksBecomeJudgementsThatEvaluationReads() throws Exception {
    Path marks = folder.resolve("marks");
    try (FeedbackStore store = FeedbackStore.open(marks, 1 << 20, ANY)) {
      store.add(click("Rolling  Update", "a#top"));
      store.add(click("rolling update ", "a#top"));
      store.add(click("rolling update", "b#top"));
      store.add(click("rolling update", "c#top"));
      store.add(mark(FeedbackKind.HELPFUL, "rolling update", "c#top"));
      store.add(click("once", "a#top"));
    }
    Path out = folder.resolve("out");
    String[] export = {
      "feedback", "export", "--feedback", marks.toString(), "--out", out.toString()
    };
    assertEquals(0, ServingMain.commands().run(export));
    List<JudgedQuery> queries = BeirFolder.open(out).queries();
    assertEquals(1, queries.size(), "a single person's marks are none");
    assertEquals("rolling update", queries.get(0).text());
    assertEquals(Map.of("a#top", 1, "c#top", 2), queries.get(0).grades());
    assertEquals(1, ServingMain.commands().run(export), "what is there isn't replaced");
  }

  @Test
  void usesWhatAKilledServerLeft() throws Exception {
    try (FeedbackStore store = FeedbackStore.open(folder, 1 << 20, ANY)) {
      store.add(click("a", "s"));
      store.add(click("b", "s"));
    }
    Path file = FeedbackStore.files(folder).get(0);
    byte[] bytes = Files.readAllBytes(file);
    List<String> warnings = new ArrayList<>();
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
    assertEquals(1, Judgements.read(folder, warnings::add).read(), "the last one is torn");
    assertEquals(List.of(), warnings);
    bytes[bytes.length - 1]++;
    Files.write(file, bytes);
    assertEquals(1, Judgements.read(folder, warnings::add).read(), "the last one is damaged");
    assertEquals(1, warnings.size(), warnings.toString());
  }
}
