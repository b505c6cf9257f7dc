package dev.docent.serving.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.docent.records.cli.DocentCommands;
import dev.docent.records.cli.SummaryTable;
import dev.docent.records.workspace.ModelPointer;
import dev.docent.records.workspace.ModelVersions;
import dev.docent.records.workspace.VersionRecord;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code docent models list}. */
final class ListVersions implements ModelsCommand.Subcommand {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final double MEGABYTE = 1e6;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        ModelsCommand.command(
            "list",
            List.of(
                "Shows a model's versions: labels, when and why each was published, the MRR@10 that its"
                    + " evaluation found, the median time of its warm-up requests.",
                "A version that was pruned stays in the list, for its number isn't given again."),
            List.of(
                "docent models list --workspace DIR",
                "docent models list --workspace s3://BUCKET/PREFIX --json"));
    spec.addOption(ModelsCommand.flag("--json", "Print JSON instead of a table."));
    return spec;
  }

  @Override
  public int run(ModelsCommand.Context context, ParseResult arguments) throws IOException {
    ModelVersions versions = context.registry().read();
    if (arguments.hasMatchedOption("--json")) {
      System.out.println(JSON.writeValueAsString(json(versions)));
    } else if (versions.versions().isEmpty()) {
      System.out.printf(
          "Model '%s' has no versions in %s; 'docent run' or 'docent models publish' makes one.%n",
          versions.name(), context.workspace().location());
    } else {
      System.out.print(table(versions));
    }
    return DocentCommands.OK;
  }

  static String table(ModelVersions versions) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("version", "labels", "published", "MRR@10", "MB", "ms", "state", "why"));
    for (VersionRecord version : versions.versions()) {
      Double mrr = version.metrics().get("mrr@10");
      rows.add(
          List.of(
              Long.toString(version.version()),
              String.join(" ", labels(versions, version.version())),
              version.made().truncatedTo(ChronoUnit.SECONDS).toString(),
              mrr == null ? "" : String.format(Locale.ROOT, "%.3f", mrr),
              String.format(Locale.ROOT, "%.1f", version.bytes() / MEGABYTE),
              version.checkMillis() == null
                  ? ""
                  : String.format(Locale.ROOT, "%.0f", version.checkMillis()),
              state(version),
              version.reason()));
    }
    return SummaryTable.layOut(rows);
  }

  private static List<String> labels(ModelVersions versions, long version) {
    List<String> labels = new ArrayList<>();
    for (String label : ModelPointer.LABELS) {
      if (versions.pointer(label).filter(one -> one.version() == version).isPresent()) {
        labels.add(label);
      }
    }
    Long previous = versions.stable().map(ModelPointer::previous).orElse(null);
    if (previous != null && previous == version) {
      labels.add("(previous)");
    }
    if (versions.stable().filter(one -> one.withdrawn().contains(version)).isPresent()) {
      labels.add("(withdrawn)");
    }
    return labels;
  }

  private static String state(VersionRecord version) {
    return switch (version.state()) {
      case READY -> "ready";
      case UPLOADING -> "unfinished";
      case REMOVED -> "removed";
    };
  }

  static Map<String, Object> json(ModelVersions versions) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("model", versions.name());
    root.put("stable", versions.stable().map(ModelPointer::version).orElse(null));
    root.put("previous", versions.stable().map(ModelPointer::previous).orElse(null));
    root.put("canary", versions.canary().map(ModelPointer::version).orElse(null));
    List<Map<String, Object>> all = new ArrayList<>();
    for (VersionRecord version : versions.versions()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("version", version.version());
      one.put("labels", labels(versions, version.version()));
      one.put("state", state(version));
      one.put("published", version.made().toString());
      one.put("train", version.trainFingerprint());
      one.put("reason", version.reason());
      one.put("metrics", new java.util.TreeMap<>(version.metrics()));
      one.put("medianMillis", version.checkMillis());
      one.put("bytes", version.bytes());
      one.put("files", version.files().size());
      all.add(one);
    }
    root.put("versions", all);
    return root;
  }
}
