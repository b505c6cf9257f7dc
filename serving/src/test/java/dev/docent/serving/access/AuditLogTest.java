package dev.docent.serving.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private static AuditLog.Entry entry(String path) {
    return new AuditLog.Entry(
        "2026-11-30T00:00:00Z", "192.0.2.1", null, "GET", path, 200, 3, 7, "bm25", null);
  }

  @Test
  void writesALineARequestAndKeepsWhatIsThere() throws Exception {
    Path file = folder.resolve("audit.log");
    for (int i = 0; i < 2; i++) {
      try (AuditLog log = AuditLog.open(file)) {
        log.write(entry("/a\n{\"forged\": true}"));
      }
    }
    List<String> lines = Files.readAllLines(file);
    assertEquals(2, lines.size());
    JsonNode first = JSON.readTree(lines.get(0));
    assertEquals("/a\n{\"forged\": true}", first.get("path").asText());
    assertEquals(7, first.get("found").asInt());
    assertFalse(first.has("query"));
    assertFalse(first.has("user"));
  }

  @Test
  void isReadableForItsOwnerAlone() throws Exception {
    Path file = folder.resolve("audit.log");
    AuditLog.open(file).close();
    assertEquals(
        "rw-------",
        java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void setsALongFileAside() throws Exception {
    Path file = folder.resolve("audit.log");
    try (AuditLog log = AuditLog.open(file, 1000)) {
      for (int i = 0; i < 100; i++) {
        log.write(entry("/" + i));
      }
    }
    assertTrue(Files.size(file) < 1200);
    assertTrue(Files.size(folder.resolve("audit.log.1")) < 1200);
    assertTrue(Files.readString(file).contains("\"/99\""));
    try (var files = Files.list(folder)) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void growsOnWhereItCannotBeSetAside() throws Exception {
    Path file = folder.resolve("audit.log");
    Path aside = folder.resolve("audit.log.1");
    Path inTheWay = Files.createDirectories(aside.resolve("in-the-way"));
    try (AuditLog log = AuditLog.open(file, 1000)) {
      for (int i = 0; i < 20; i++) {
        log.write(entry("/" + i));
      }
      assertEquals(20, Files.readAllLines(file).size());
      Files.delete(inTheWay);
      Files.delete(aside);
      log.write(entry("/20"));
    }
    assertEquals(20, Files.readAllLines(aside).size());
    assertEquals(1, Files.readAllLines(file).size());
  }

  @Test
  void comesBackWhenItsFileCanBeWrittenAgain() throws Exception {
    Path inner = Files.createDirectories(folder.resolve("logs"));
    Path file = inner.resolve("audit.log");
    try (AuditLog log = AuditLog.open(file, 1)) {
      log.write(entry("/0"));
      // The folder goes away: neither can the file be set aside nor another be made.
      Files.move(inner, folder.resolve("away"));
      log.write(entry("/1"));
      Files.move(folder.resolve("away"), inner);
      log.write(entry("/2"));
    }
    assertTrue(Files.readString(file).contains("\"/2\""));
  }

  @Test
  void namesAFileThatCannotBeWritten() {
    UserException e =
        assertThrows(UserException.class, () -> AuditLog.open(folder.resolve("none/audit.log")));
    assertTrue(e.getMessage().contains("none/audit.log"), e.getMessage());
  }
}
