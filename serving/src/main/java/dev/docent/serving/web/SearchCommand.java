package dev.docent.serving.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.docent.records.UserException;
import dev.docent.records.cli.CommandHome;
import dev.docent.records.cli.CommonOptions;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.config.ServeConfig;
import dev.docent.records.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
  /** The environment's variable of a token. */
  static final String TOKEN = "DOCENT_TOKEN";

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
            "  docent search --explain --size 2 rolling update",
            "  docent search --tag release --after 2026-01-01 --ranking bm25 rolling update");
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
    spec.addOption(option("--from", "N", "How many articles to leave out at the top. Default: 0."));
    spec.addOption(
        option("--sections", "N", "Sections of an article at most. Valid: 1 to 10. Default: 4."));
    spec.addOption(
        option("--ranking", "NAME", "What makes the order: best, bm25 or lsa. Default: best."));
    spec.addOption(option("--tag", "TAG", "Only articles with this tag."));
    spec.addOption(
        option("--topic", "N", "Only sections of this topic; --json names those found."));
    spec.addOption(option("--after", "DAY", "Only what was published then or later: 2026-01-31."));
    spec.addOption(option("--before", "DAY", "Only what was published then or earlier."));
    spec.addOption(
        option(
            "--token-file",
            "FILE",
            "A file whose first line is the token that the server asks for; without it: the",
            "environment's " + TOKEN + ". It is sent to this machine or by https alone."));
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
      // There is a console where both input and output are a terminal.
      boolean colours =
          System.console() != null
              && System.getenv("NO_COLOR") == null
              && !"dumb".equals(System.getenv("TERM"));
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
        return new SearchClient(server, token(arguments)).search(request);
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
    } catch (BadRequestException e) {
      throw new UserException("can't search: " + e.getMessage(), e);
    }
  }

  /** A token on the command line would be seen by all who list the machine's processes. */
  private static @Nullable String token(ParseResult arguments) {
    String file = arguments.matchedOptionValue("--token-file", null);
    String token;
    try (Stream<String> lines = file == null ? Stream.empty() : Files.lines(Path.of(file))) {
      token = file == null ? System.getenv(TOKEN) : lines.findFirst().orElse("");
    } catch (IOException | UncheckedIOException | InvalidPathException e) {
      throw new UserException("--token-file '%s' can't be read".formatted(file), e);
    }
    if (token == null || (file == null && token.isBlank())) {
      return null;
    }
    String stripped = token.strip();
    if (!stripped.matches("[\\x21-\\x7e]+")) {
      throw new UserException(
          "%s has no token: a line of visible ASCII characters without spaces"
              .formatted(file == null ? TOKEN : "--token-file '" + file + "'"));
    }
    return stripped;
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
      case "size", "from", "sections", "ranking", "tag", "topic", "after", "before" ->
          arguments.matchedOptionValue("--" + name, null);
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
