package dev.docent.records.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.stage.Stage;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {
  record Sample(
      @Setting(help = "A path.", external = true) String source,
      @Setting(help = "A number.", byDefault = "10", min = 1, max = 100, formerly = "most")
          int maxThings,
      @Setting(help = "A share.", byDefault = "0.5", min = 0, max = 1) double share,
      @Setting(
              help = "A choice.",
              byDefault = "red",
              oneOf = {"red", "green"})
          String colour,
      @Setting(help = "A switch.", byDefault = "false", changesResult = false) boolean loud) {}

  @Test
  void takesDefaultsForWhatIsNotGiven() {
    assertEquals(new Sample("x", 10, 0.5, "red", false), read(Map.of("source", "x")));
  }

  @Test
  void everyValueGivenHasItsEffect() {
    assertEquals(
        new Sample("y", 7, 0.25, "green", true),
        read(
            Map.of(
                "source",
                "y",
                "max-things",
                "7",
                "share",
                "0.25",
                "colour",
                "green",
                "loud",
                "true")));
  }

  @Test
  void tellsTheNewNameOfARenamedSetting() {
    ConfigException e =
        assertThrows(ConfigException.class, () -> read(Map.of("source", "x", "most", "7")));
    assertTrue(e.getMessage().contains("'most' is called 'max-things' now"), e.getMessage());
  }

  @Test
  void reportsAllProblemsTogether() {
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () ->
                read(
                    Map.of(
                        "max-thing",
                        "7",
                        "max-things",
                        "0",
                        "share",
                        "half",
                        "colour",
                        "gren",
                        "loud",
                        "yes")));
    String message = e.getMessage();
    assertTrue(
        message.contains("unknown setting 'max-thing'; did you mean 'max-things'?"), message);
    assertTrue(message.contains("'max-things' is '0', must be 1 to 100"), message);
    assertTrue(message.contains("'share' is 'half', must be a number, 0 to 1"), message);
    assertTrue(message.contains("did you mean 'green'?"), message);
    assertTrue(message.contains("'loud' is 'yes', must be true or false"), message);
    assertTrue(message.contains("'source' is required"), message);
  }

  @Test
  void notANumberIsOutOfRange() {
    Map<String, String> values = Map.of("source", "x", "share", "NaN");
    assertThrows(ConfigException.class, () -> read(values));
  }

  @Test
  void onlyWhatChangesTheResultEntersTheFingerprint() {
    Map<String, String> parameters = Settings.resultParameters(read(Map.of("source", "x")));
    assertEquals(Map.of("max-things", "10", "share", "0.5", "colour", "red"), parameters);
    assertEquals(Map.of("source", "x"), Settings.externals(read(Map.of("source", "x"))));
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void theDefaultsOfEveryStageAreValid(Stage stage) {
    Map<String, String> required = new HashMap<>();
    for (Settings.Declared declared : Settings.of(stage.settings())) {
      assertFalse(declared.setting().help().isBlank(), declared.name());
      if (declared.required()) {
        required.put(declared.name(), "x");
      }
    }
    Record settings = Settings.read(stage.settings(), stage.id(), required);
    assertEquals(settings, Settings.read(stage.settings(), stage.id(), Settings.toMap(settings)));
  }

  private static Sample read(Map<String, String> values) {
    return Settings.read(Sample.class, "sample", values);
  }
}
