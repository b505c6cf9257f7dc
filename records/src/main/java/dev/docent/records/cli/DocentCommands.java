package dev.docent.records.cli;

import dev.docent.records.TransientFailure;
import dev.docent.records.UserException;
import dev.docent.records.config.ConfigException;
import dev.docent.records.stage.StageResult;
import dev.docent.records.telemetry.ProcessMetrics;
import dev.docent.records.telemetry.StructuredLogs;
import dev.docent.records.telemetry.Traces;
import dev.docent.records.workspace.CodeVersion;
import dev.docent.records.workspace.WorkspaceInUse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The commands of one class path. Failures end the same way everywhere: what the user can mend is
 * one clear message and exit code {@value #FAILED} or {@value #USAGE}; what only we can mend also
 * shows where it happened.
 */
public final class DocentCommands {
  public static final int OK = 0;

  /** The work failed. */
  public static final int FAILED = 1;

  /** The command line or the configuration is wrong; nothing was done. */
  public static final int USAGE = 2;

  /** A model was kept back, by a command that was asked to say so by its exit code. */
  public static final int KEPT_BACK = 3;

  /** The work failed by something that may pass by itself; the same command may succeed later. */
  public static final int MAY_PASS = 4;

  /** Another run or pruning works on the workspace; nothing was done. */
  public static final int IN_USE = 5;

  /** All of them, for people; docs/workflow.md says the same. */
  public static final String EXIT_CODES =
      "Exit codes: 0 done, 1 the work failed, 2 the command line or a setting is wrong, 3 a model"
          + " was kept back (only where --exit-code asks for it; otherwise that is 0), 4 the work"
          + " failed by something that may pass by itself (a server, store or cluster that is away),"
          + " 5 another run or pruning works on the workspace.";

  /** What operating systems say where a file can't grow; Java passes it on as it is. */
  private static final List<String> FULL_DISK =
      List.of("No space left on device", "Disk quota exceeded", "File too large");

  private final Map<String, CommandSpec> specs = new LinkedHashMap<>();
  private final Map<String, Action> actions = new LinkedHashMap<>();

  /** What a command does; returns the exit code. */
  @FunctionalInterface
  public interface Action {
    int run(ParseResult arguments) throws Exception;
  }

  public DocentCommands add(StageCommand command) {
    return add(
        command.spec(),
        arguments -> {
          StageResult result = command.run(arguments);
          System.out.print(SummaryTable.of(List.of(result)));
          return OK;
        });
  }

  public DocentCommands add(CommandSpec spec, Action action) {
    specs.put(spec.name(), spec);
    actions.put(spec.name(), action);
    return this;
  }

  /**
   * Runs a command line.
   *
   * @return the exit code
   */
  public int run(String... arguments) {
    int code = answer(arguments);
    Traces.end();
    ProcessMetrics.end(code);
    return code;
  }

  private int answer(String... arguments) {
    ParentWatch.start();
    StructuredLogs.start();
    CommandLine docent = commandLine();
    PrintWriter err = StructuredLogs.failures(docent.getErr());
    try {
      ParseResult parsed = docent.parseArgs(arguments);
      Integer help = CommandLine.executeHelpRequest(parsed);
      if (help != null) {
        return help;
      }
      ParseResult command = parsed.subcommand();
      if (command == null) {
        docent.usage(docent.getOut());
        return USAGE;
      }
      return act(command);
    } catch (ParameterException e) {
      err.println("docent: " + e.getMessage());
      CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
      err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
      return USAGE;
    } catch (ConfigException e) {
      err.println("docent: " + e.getMessage());
      return USAGE;
    } catch (WorkspaceInUse e) {
      err.println("docent: " + e.getMessage());
      return IN_USE;
    } catch (UserException e) {
      err.println("docent: " + e.getMessage());
      return TransientFailure.reasonOf(e).isPresent() ? MAY_PASS : FAILED;
    } catch (Throwable e) {
      // Errors too: libraries leave threads that would keep a JVM alive whose main thread is gone.
      UserException known = userCause(e);
      FileSystemException file = cause(e, FileSystemException.class);
      IOException full = fullDisk(e);
      if (known != null) {
        err.println("docent: " + known.getMessage());
      } else if (full != null) {
        err.println(
            "docent: a disk is full (%s); make room and run again".formatted(full.getMessage()));
      } else if (file != null) {
        err.println("docent: " + describe(file));
      } else {
        StructuredLogs.unforeseen(
            "docent: this should not have happened; please report it with the lines below", e, err);
      }
      return TransientFailure.reasonOf(e).isPresent() ? MAY_PASS : FAILED;
    } finally {
      err.flush();
    }
  }

  private int act(ParseResult command) throws Exception {
    String name = command.commandSpec().name();
    Action action = actions.get(name);
    if (action == null) {
      return USAGE;
    }
    ProcessMetrics.start(name);
    Traces.start(name);
    try (Traces.Scope span = Traces.span("docent " + name)) {
      try {
        return action.run(command);
      } catch (Throwable e) {
        span.failed(e);
        throw e;
      }
    }
  }

  CommandLine commandLine() {
    CommandSpec root =
        CommandSpec.create()
            .name("docent")
            .version("docent " + CodeVersion.current())
            .mixinStandardHelpOptions(true);
    root.usageMessage()
        .description(
            "Turns a site's own articles into a search that ranks with its own BERT.",
            "Every command explains itself: docent COMMAND --help.")
        .footer(
            "",
            "Examples:",
            "  docent demo",
            "  docent run --articles site/ --wikipedia enwiki.xml.bz2 --workspace work",
            "  docent serve --workspace work",
            "  docent test",
            "",
            EXIT_CODES);
    CommandLine docent = new CommandLine(root);
    specs.forEach(
        (name, spec) -> {
          if (!spec.optionsMap().containsKey("--help")) {
            spec.mixinStandardHelpOptions(true);
          }
          docent.addSubcommand(name, new CommandLine(spec));
        });
    docent.setUsageHelpAutoWidth(true);
    return docent;
  }

  /** A user's mistake met inside a pipeline comes wrapped by the runner. */
  private static @Nullable UserException userCause(Throwable thrown) {
    return cause(thrown, UserException.class);
  }

  private static @Nullable IOException fullDisk(Throwable thrown) {
    IOException failure = cause(thrown, IOException.class);
    String message = failure == null ? null : failure.getMessage();
    return message != null && FULL_DISK.stream().anyMatch(message::contains) ? failure : null;
  }

  private static <T extends Throwable> @Nullable T cause(Throwable thrown, Class<T> type) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }

  private static String describe(FileSystemException e) {
    String problem =
        e instanceof AccessDeniedException
            ? "no permission"
            : e instanceof NoSuchFileException ? "no such file or folder" : e.getReason();
    return "can't use '%s': %s".formatted(e.getFile(), problem);
  }
}
