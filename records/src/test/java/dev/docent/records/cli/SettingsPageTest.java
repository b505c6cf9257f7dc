package dev.docent.records.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsPageTest {
  /** Run with {@code -Ddocent.write=true} to write the page anew. */
  @Test
  void docsSayWhatTheCodeDeclares() throws Exception {
    Path page = Path.of(System.getProperty("docent.root")).resolve("docs/settings.md");
    if (Boolean.getBoolean("docent.write")) {
      Files.writeString(page, SettingsPage.markdown());
    }
    assertEquals(SettingsPage.markdown(), Files.readString(page));
  }
}
