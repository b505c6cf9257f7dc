package dev.docent.pipelines.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.docent.records.cli.CommandHome;
import dev.docent.records.stage.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The launcher's table of class paths says what the code says. */
class LauncherTableTest {
  @ParameterizedTest
  @EnumSource(value = Stage.Home.class, names = "PIPELINES", mode = EnumSource.Mode.EXCLUDE)
  void sendsEachCommandToItsClassPath(Stage.Home home) throws Exception {
    String script = Files.readString(Path.of(System.getProperty("docent.root")).resolve("docent"));
    Matcher line =
        Pattern.compile(
                "(?m)^\\s*([a-z|]+)\\)\\s+module="
                    + home.name().toLowerCase(java.util.Locale.ROOT)
                    + "\\b")
            .matcher(script);
    Set<String> listed = new TreeSet<>();
    while (line.find()) {
      listed.addAll(List.of(line.group(1).split("\\|")));
    }
    Set<String> expected = new TreeSet<>();
    Stream.concat(
            Arrays.stream(Stage.values()).map(Stage::id),
            Arrays.stream(CommandHome.values()).map(CommandHome::id))
        .filter(command -> CommandHome.of(command).orElseThrow() == home)
        .forEach(expected::add);
    assertEquals(expected, listed);
  }
}
