package dev.docent.records.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheLimitTest {
  private static final Instant NOW = Instant.parse("2025-01-02T00:00:00Z");

  @TempDir Path folder;

  @Test
  void forgetsTheLongestUnusedFirst() throws IOException {
    Path oldest = copy("1", Duration.ofDays(3));
    Path older = copy("2", Duration.ofDays(2));
    Path newest = copy("3", Duration.ofDays(1));
    CacheLimit.keep(folder, 250, NOW);
    assertFalse(Files.exists(oldest));
    assertTrue(Files.exists(older));
    CacheLimit.keep(folder, 0, NOW);
    assertFalse(Files.exists(newest));
  }

  @Test
  void keepsWhatWasUsedLatelyAndWhatIsBeingWritten() throws IOException {
    Path late = copy("1", Duration.ofMinutes(5));
    Path written = copy("2", Duration.ofDays(5));
    Files.createFile(written.resolveSibling(written.getFileName() + Liveness.SUFFIX));
    CacheLimit.keep(folder, 0, NOW);
    assertTrue(Files.exists(late));
    assertTrue(Files.exists(written));
  }

  @Test
  void withoutACacheThereIsNothingToDo() throws IOException {
    CacheLimit.keep(folder.resolve("none"), 0, NOW);
    assertFalse(Files.exists(folder.resolve("none")));
  }

  @Test
  void theVariableNamesTheCachesFolder() {
    assertEquals(Path.of("/home/her/.cache/docent"), DocentCache.root(null, "/home/her"));
    assertEquals(Path.of("/else"), DocentCache.root("/else", "/home/her"));
  }

  @Test
  void theLimitIsInBytes() {
    assertEquals(20L << 30, DocentCache.limit(null));
    assertEquals(15_000_000_000L, DocentCache.limit("15000000000"));
    for (String wrong : List.of("15G", "-1", "1e9", "9".repeat(19))) {
      UserException e = assertThrows(UserException.class, () -> DocentCache.limit(wrong));
      assertTrue(e.getMessage().contains("'" + wrong + "'"), e.getMessage());
    }
  }

  @Test
  void anOccasionComesAtFirstAndAgainAfterItsTime() {
    Occasion occasion = new Occasion(Duration.ofNanos(10));
    assertTrue(occasion.isHere(-5));
    assertFalse(occasion.isHere(4));
    assertTrue(occasion.isHere(5));
    assertFalse(occasion.isHere(6));
  }

  private Path copy(String name, Duration age) throws IOException {
    Path copy = folder.resolve("w/artifacts/parse").resolve(name).resolve("data-" + name);
    Files.createDirectories(copy);
    Files.write(copy.resolve("file"), new byte[100]);
    Files.setLastModifiedTime(copy, FileTime.from(NOW.minus(age)));
    return copy;
  }
}
