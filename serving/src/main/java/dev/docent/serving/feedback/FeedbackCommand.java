package dev.docent.serving.feedback;

import dev.docent.records.UserException;
import dev.docent.records.cli.CommandHome;
import dev.docent.records.cli.DocentCommands;
import dev.docent.serving.evaluation.collection.JudgedQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code docent feedback export}: what people marked, as judgements that evaluation reads. */
public final class FeedbackCommand implements DocentCommands.Action {
  private static final int LEAST = 2;

  public static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(CommandHome.FEEDBACK.id());
    spec.usageMessage()
        .description(CommandHome.FEEDBACK.summary())
        .footer(
            "",
            "Example:",
            "  docent feedback export --feedback DIR --out judged",
            "  docent evaluate --collection judged --workspace DIR --out results");
    CommandSpec export = CommandSpec.create().name("export");
    export
        .usageMessage()
        .description(
            "Writes queries.jsonl and qrels/test.tsv. A section called helpful has grade 2, one that"
                + " was only opened 1. People open what stands first: such judgements favour the"
                + " ranking that they were made with.");
    export.mixinStandardHelpOptions(true);
    export.addOption(
        option("--feedback", "DIR", "The folder that 'docent serve --feedback' writes to.")
            .required(true)
            .build());
    export.addOption(
        option("--out", "DIR", "A folder to write; it must not be there.").required(true).build());
    export.addOption(
        option("--least", "N", "Marks that a section needs for a query. Default: " + LEAST + ".")
            .build());
    spec.addSubcommand("export", export);
    return spec;
  }

  @Override
  public int run(ParseResult arguments) throws Exception {
    ParseResult chosen = arguments.subcommand();
    if (chosen == null) {
      arguments.commandSpec().commandLine().usage(System.err);
      return DocentCommands.USAGE;
    }
    Path folder = Path.of(chosen.matchedOptionValue("--feedback", ""));
    Path out = Path.of(chosen.matchedOptionValue("--out", ""));
    int least = least(chosen.matchedOptionValue("--least", Integer.toString(LEAST)));
    if (!Files.isDirectory(folder)) {
      throw new UserException("--feedback '%s' is no folder".formatted(folder));
    }
    if (Files.exists(out)) {
      throw new UserException("--out '%s' is there already; name a new folder".formatted(out));
    }
    Judgements judgements =
        Judgements.read(folder, warning -> System.err.println("warning: " + warning));
    List<JudgedQuery> queries = judgements.queries(least);
    if (queries.isEmpty()) {
      throw new UserException(
          "of %d marks in '%s' none come to %d for one query and section; --least asks for fewer"
              .formatted(judgements.read(), folder, least));
    }
    Judgements.write(queries, out);
    System.out.printf(
        "%,d queries with %,d judgements from %,d marks in '%s'%n",
        queries.size(),
        queries.stream().mapToInt(one -> one.grades().size()).sum(),
        judgements.read(),
        out);
    return DocentCommands.OK;
  }

  private static int least(String text) {
    if (text.matches("[1-9][0-9]{0,8}")) {
      return Integer.parseInt(text);
    }
    throw new UserException("--least is '%s'; it must be a whole number from 1".formatted(text));
  }

  private static OptionSpec.Builder option(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .description(description)
        .type(String.class)
        .arity("1");
  }
}
