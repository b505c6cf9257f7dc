package dev.docent.pipelines.demo;

import dev.docent.pipelines.launch.Launcher;
import dev.docent.pipelines.testsite.TestSite;
import dev.docent.pipelines.workflow.RunCommand;
import dev.docent.pipelines.workflow.RunSettings;
import dev.docent.records.cli.CommandHome;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.config.ConfigException;
import dev.docent.records.config.ConfigFile;
import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code docent demo}: the whole flow on the bundled sample, then the search. */
public final class DemoCommand {
  private static final String DEFAULT_WORKSPACE = ".docent/demo";
  private static final String DEFAULT_SITE_PORT = "8079";

  /** Where the sample's articles are taken from. */
  enum DemoSource {
    files,
    http
  }

  private DemoCommand() {}

  public static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(CommandHome.DEMO.id());
    spec.usageMessage()
        .description(
            CommandHome.DEMO.summary(),
            "The sample is 48 articles of a handbook, a Wikipedia-style dump and 60 judged queries, which only the last evaluation sees.")
        .footer(
            "", "Examples:", "  docent demo --port 9090", "  docent demo --source=http --no-serve");
    spec.addOption(
        option("--workspace", "DIR", "Where outputs live. Default: " + DEFAULT_WORKSPACE + "."));
    spec.addOption(
        OptionSpec.builder("--source")
            .paramLabel("files|http")
            .description(
                "Where the articles come from: the sample's folder, or a site of our own on 127.0.0.1 that serves them by a sitemap, as a real site would. Default: files.")
            .type(DemoSource.class)
            .arity("1")
            .build());
    spec.addOption(
        option(
            "--site-port",
            "N",
            "Port of that site, the same each time so that its pages keep their URLs. Default: "
                + DEFAULT_SITE_PORT
                + "."));
    spec.addOption(option("--port", "N", "Port of the web search on 127.0.0.1. Default: 8080."));
    spec.addOption(
        OptionSpec.builder("--no-serve")
            .description("End after the evaluation instead of opening the search.")
            .type(boolean.class)
            .arity("0")
            .build());
    return spec;
  }

  public static int run(ParseResult arguments) throws Exception {
    Path sample = Launcher.home().resolve("pipelines").resolve("sample");
    Workspace workspace =
        Workspace.open(arguments.matchedOptionValue("--workspace", DEFAULT_WORKSPACE));
    if (arguments.matchedOptionValue("--source", DemoSource.files) == DemoSource.http) {
      try (TestSite site = TestSite.ofFolder(sample.resolve("articles"), sitePort(arguments))) {
        run(workspace, sample, overHttp(site));
      }
    } else {
      run(workspace, sample, Map.of("articles", sample.resolve("articles").toString()));
    }

    int exit = Launcher.run(evaluation(workspace, sample.resolve("collection")));
    if (exit != DocentCommands.OK || arguments.hasMatchedOption("--no-serve")) {
      return exit;
    }
    List<String> serve = new ArrayList<>(Launcher.command(CommandHome.SERVE.id()));
    serve.addAll(List.of("--workspace", workspace.location()));
    serve.addAll(List.of("--port", arguments.matchedOptionValue("--port", "8080")));
    serve.addAll(List.of("--prediction-port", "0"));
    return Launcher.run(serve);
  }

  private static void run(Workspace workspace, Path sample, Map<String, String> ingest)
      throws Exception {
    Map<Stage, Record> settings = RunSettings.of(ConfigFile.empty(), settings(sample, ingest));
    RunCommand.run(workspace, settings);
  }

  /** It is our own site on this machine: nobody minds being asked often. */
  private static Map<String, String> overHttp(TestSite site) {
    return Map.of(
        "articles", site.sitemapUrl(),
        "allow-private-addresses", "true",
        "requests-per-second", "100");
  }

  private static int sitePort(ParseResult arguments) {
    String port = arguments.matchedOptionValue("--site-port", DEFAULT_SITE_PORT);
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
      throw ConfigException.of("--site-port is '%s'; it must be 0 to 65535".formatted(port));
    }
    return Integer.parseInt(port);
  }

  /** The sample is small: fewer queries than by default teach the model all there is in it. */
  private static Map<Stage, Map<String, String>> settings(Path sample, Map<String, String> ingest) {
    return Map.of(
        Stage.INGEST,
        ingest,
        Stage.MATCH,
        Map.of("wikipedia", sample.resolve("wikipedia/sample-wiki.xml.bz2").toString()),
        Stage.DATASET,
        Map.of("max-examples", "900"),
        Stage.EVALUATE,
        Map.of("max-queries", "150"));
  }

  private static List<String> evaluation(Workspace workspace, Path collection) {
    List<String> command = new ArrayList<>(Launcher.command(Stage.EVALUATE.id()));
    command.addAll(List.of("--workspace", workspace.location()));
    command.addAll(List.of("--collection", collection.toString()));
    command.addAll(List.of("--out", workspace.root().resolve("judged-queries").toString()));
    return command;
  }

  private static OptionSpec option(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .description(description)
        .type(String.class)
        .arity("1")
        .build();
  }
}
