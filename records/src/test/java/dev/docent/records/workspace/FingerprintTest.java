package dev.docent.records.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
  @TempDir Path folder;

  @Test
  void doesNotDependOnTheOrderOfParameters() {
    Map<String, String> other = new LinkedHashMap<>();
    other.put("b", "2");
    other.put("a", "1");
    assertEquals(print(Map.of("a", "1", "b", "2")), print(other));
  }

  @Test
  void changesWithAnyPart() {
    String base = print(Map.of("a", "1"));
    assertNotEquals(base, print(Map.of("a", "2")));
    assertNotEquals(base, print(Map.of("b", "1")));
    assertNotEquals(
        base, Fingerprint.of(Stage.PARSE, Map.of("a", "1"), Map.of(Stage.INGEST, "y"), Map.of()));
    assertNotEquals(
        base, Fingerprint.of(Stage.TOPICS, Map.of("a", "1"), Map.of(Stage.INGEST, "x"), Map.of()));
  }

  @Test
  void aLineBreakInAValueDoesNotPassForAnotherParameter() {
    assertNotEquals(print(Map.of("a", "1\nparameter b 1 2")), print(Map.of("a", "1", "b", "2")));
  }

  @Test
  void anExternalInputFollowsContentAndNamesNotTimes() throws Exception {
    Path file = Files.writeString(folder.resolve("a.html"), "one");
    String before = ExternalInput.of("articles", folder).digest();
    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1000));
    assertEquals(before, ExternalInput.of("articles", folder).digest());
    Files.writeString(file, "two");
    String changed = ExternalInput.of("articles", folder).digest();
    assertNotEquals(before, changed);
    Files.move(file, folder.resolve("b.html"));
    assertNotEquals(changed, ExternalInput.of("articles", folder).digest());
  }

  @Test
  void aMissingExternalInputIsNamed() {
    UserException e =
        assertThrows(
            UserException.class, () -> ExternalInput.of("articles", folder.resolve("none")));
    assertTrue(e.getMessage().startsWith("--articles"), e.getMessage());
  }

  private static String print(Map<String, String> parameters) {
    return Fingerprint.of(Stage.PARSE, parameters, Map.of(Stage.INGEST, "x"), Map.of());
  }
}
