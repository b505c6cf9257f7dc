package dev.docent.serving.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.docent.records.UserException;
import dev.docent.records.cli.CommandHome;
import dev.docent.records.cli.CommonOptions;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.config.ServeConfig;
import dev.docent.records.config.Settings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code docent search}: asks the running server; where there is none, or a workspace is named, the
 * workspace's index and model.
 */
public final class SearchCommand implements DocentCommands.Action {
  private static final String DEFAULT_SERVER = "http://127.0.0.1:8080";

  public static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(CommandHome.SEARCH.id());
    spec.usageMessage()
        .description(CommandHome.SEARCH.summary())
        .footer(
            "",
            "Examples:",
            "  docent search \"kubernetes in aws\"",
            "  docent search --workspace DIR --size 3 rolling update",
            "  docent search --explain --size 2 rolling update");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("WORDS")
            .description("What to search for.")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1..*")
            .build());
    CommonOptions.addWorkspace(spec);
    spec.addOption(
        option(
            "--server",
            "URL",
            "The search server to ask. Without it: " + DEFAULT_SERVER + " if Docent answers there,",
            "else the workspace."));
    spec.addOption(
        option("--size", "N", "How many articles to show. Valid: 1 to 50. Default: 10."));
    spec.addOption(
        OptionSpec.builder("--explain")
            .description("Say how each section came to its score.")
            .type(boolean.class)
            .arity("0")
            .build());
    spec.addOption(
        OptionSpec.builder("--json")
            .description("Give the answer of /api/search as it is.")
            .type(boolean.class)
            .arity("0")
            .build());
    return spec;
  }

  @Override
  public int run(ParseResult arguments) throws Exception {
    SearchAnswer answer = answer(request(arguments), arguments);
    if (arguments.hasMatchedOption("--json")) {
      System.out.println(
          new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(answer));
    } else {
      boolean colours = System.console() != null && System.getenv("NO_COLOR") == null;
      System.out.print(new TerminalPage(colours).of(answer));
    }
    return DocentCommands.OK;
  }

  private static SearchAnswer answer(SearchRequest request, ParseResult arguments)
      throws Exception {
    boolean named = arguments.hasMatchedOption("--server");
    if (named || !arguments.hasMatchedOption("--workspace")) {
      String server = arguments.matchedOptionValue("--server", DEFAULT_SERVER);
      try {
        return new SearchClient(server).search(request);
      } catch (NoSearchServerException e) {
        if (named) {
          throw e;
        }
        // Nobody named it; whatever is there instead is none of our business.
      }
    }
    ServeConfig settings = Settings.read(ServeConfig.class, ServeCommand.SECTION, Map.of());
    try (Searcher searcher = Searcher.local(CommonOptions.workspace(arguments), settings)) {
      return searcher.search().answer(request);
    }
  }

  private static SearchRequest request(ParseResult arguments) {
    List<String> words = arguments.matchedPositionalValue(0, List.of());
    try {
      return SearchRequest.of(name -> parameter(name, words, arguments));
    } catch (BadRequestException e) {
      throw new UserException("can't search: " + e.getMessage(), e);
    }
  }

  private static @Nullable String parameter(
      String name, List<String> words, ParseResult arguments) {
    return switch (name) {
      case "q" -> String.join(" ", words);
      case "explain" -> arguments.hasMatchedOption("--explain") ? "true" : null;
      case "size" -> arguments.matchedOptionValue("--size", null);
      default -> null;
    };
  }

  private static OptionSpec option(String name, String label, String... description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .description(description)
        .type(String.class)
        .arity("1")
        .build();
  }
}
