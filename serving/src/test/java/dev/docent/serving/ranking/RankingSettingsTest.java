package dev.docent.serving.ranking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import dev.docent.serving.search.Bm25Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankingSettingsTest {
  @TempDir Path folder;

  private RankingSettings read(String json) throws IOException {
    Path file = folder.resolve(RankingSettings.FILE);
    Files.writeString(file, json);
    return RankingSettings.read(file);
  }

  @Test
  void writesWhatItReads() throws IOException {
    RankingSettings settings =
        new RankingSettings(
            new Bm25Parameters(1, 0.5, 3, 0.2), 7, 0, Map.of("bm25", 0.3, "lsa", 0.7), 2);
    Path file = folder.resolve("deep/ranking.json");
    settings.write(file);
    assertEquals(settings, RankingSettings.read(file));
  }

  @Test
  void readsTheDocumentedForm() throws IOException {
    assertEquals(
        new RankingSettings(
            new Bm25Parameters(1.2, 0.75, 2, 0), 20, 0, Map.of("bm25", 0.5, "model", 0.5), 3),
        read(
            """
            {"bm25": {"k1":1.2,"b":0.75,"titleBoost":2}, "depth":20,
             "weights": {"bm25":0.5,"model":0.5}, "maxWindows": 3, "later": true}
            """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json | can't be read",
        "{} | 'bm25'",
        "{\"bm25\":{\"k1\":1,\"b\":2,\"titleBoost\":1},\"depth\":1,\"weights\":{},\"maxWindows\":1} | b is 2",
        "{\"bm25\":{\"k1\":1,\"b\":1,\"titleBoost\":1},\"depth\":0,\"weights\":{},\"maxWindows\":1} | depth is 0",
        "{\"bm25\":{\"k1\":1,\"b\":1,\"titleBoost\":1},\"depth\":1,\"weights\":{},\"maxWindows\":0} | maxWindows is 0",
        "{\"bm25\":{\"k1\":1,\"b\":1,\"titleBoost\":1},\"depth\":1,\"neighbours\":-1,\"weights\":{},\"maxWindows\":1} | neighbours is -1",
        "{\"bm25\":{\"k1\":1,\"b\":1,\"titleBoost\":1},\"depth\":1,\"weights\":{\"x\":-1},\"maxWindows\":1} | 'x' is -1",
        "{\"bm25\":{\"k1\":1,\"b\":1,\"titleBoost\":1},\"weights\":{},\"maxWindows\":1} | 'depth'"
      })
  void saysWhatIsWrong(String json, String expected) {
    UserException e = assertThrows(UserException.class, () -> read(json));
    assertTrue(e.getMessage().contains(expected), e.getMessage());
    assertTrue(e.getMessage().contains(folder.toString()), e.getMessage());
  }
}
