package dev.docent.transforms.sources.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.records.config.ConfigException;
import org.junit.jupiter.api.Test;

class ApiDescriptionsTest {
  @Test
  void allPresetsAreValid() {
    ApiDescriptions.PRESETS.forEach(ApiDescriptions::read);
  }

  @Test
  void allProblemsAreToldTogether() {
    String message =
        assertThrows(
                ConfigException.class,
                () ->
                    ApiDescriptions.parse(
                        """
                        itmes: /x
                        fields: {titel: /t, html: content}
                        paging: {kind: pages, size: none}
                        window: {format: bbb}
                        auth: {env: "Bearer abc"}
                        headers: {Authorization: x}
                        """,
                        "api.yaml"))
            .getMessage();
    assertEquals(10, message.lines().count(), message);
    assertTrue(message.contains("unknown 'itmes'; did you mean 'items'"), message);
    assertTrue(message.contains("unknown 'fields.titel'; did you mean 'title'"), message);
    assertTrue(message.contains("fields.html is 'content'; must be a JSON Pointer"), message);
    assertTrue(message.contains("paging.kind is 'pages'; must be one of none, page"), message);
    assertTrue(message.contains("never the token itself"), message);
  }

  @Test
  void aFileChangesWhatThePresetSays() {
    ApiDescription api =
        ApiDescriptions.parse(
            "preset: wordpress\npaging: {size: 10}\nfields: {text: /plain}\nquery: null", "a");
    assertEquals(10, api.paging().size());
    assertEquals("per_page", api.paging().sizeParameter());
    assertEquals("/content/rendered", String.valueOf(api.fields().html().text()));
    assertTrue(api.query().isEmpty());
  }

  @Test
  void aFilesPlaceOfTheTokenTakesThatOfThePreset() {
    Auth auth = ApiDescriptions.parse("preset: ghost\nauth: {file: key.txt}", "a").auth();
    assertEquals("file 'key.txt'", auth.place());
    assertEquals("key", auth.parameter());
    auth = ApiDescriptions.parse("preset: ghost\nauth: {header: X-Key}", "a").auth();
    assertEquals("X-Key", auth.header());
    assertEquals(null, auth.parameter());
  }

  @Test
  void neitherFileNorPresetNamesThePresets() {
    String message =
        assertThrows(UserException.class, () -> ApiDescriptions.read("wordpres")).getMessage();
    assertTrue(message.contains("presets: wordpress, feed, ghost"), message);
  }
}
