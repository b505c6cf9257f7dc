package dev.docent.models.training;

import dev.docent.models.savedmodel.ModelCard;
import dev.docent.records.tfrecord.DatasetCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The model card for people (Mitchell et al. 2019): what a model is, what it was made from and how,
 * what was measured, and what it is not for. It lies in the version folder and is published with
 * it.
 */
final class ModelCardText {
  static final String PATH = "assets.extra/model-card.md";

  private ModelCardText() {}

  static void write(Path versionFolder, ModelCard card, DatasetCard dataset, TrainingReport report)
      throws IOException {
    Path file = versionFolder.resolve(PATH);
    Files.createDirectories(file.getParent());
    Files.writeString(file, of(card, dataset, report));
  }

  static String of(ModelCard card, DatasetCard dataset, TrainingReport report) {
    StringBuilder text = new StringBuilder();
    text.append("# Ranking model ").append(card.trainFingerprint()).append("\n\n");
    text.append(
        "Scores how well a section of the site it was trained on answers a query. Trained by Docent without labelled queries.\n\n");
    facts(
        text,
        "Model",
        ordered(
            "base", card.base(),
            "base's source", report.source(),
            "base's licence", report.licence(),
            "parameters", number(report.parameters()),
            "longest pair", card.sequenceLength() + " word pieces",
            "interaction", card.interaction(),
            "sentence encoder",
                card.embeddingSize() == 0 ? "none" : card.embeddingSize() + " dimensions"));
    facts(
        text,
        "Data",
        ordered(
            "data set", report.dataset(),
            "queries", number(dataset.queries()) + split(dataset.bySplit()),
            "by source", split(dataset.bySource()).strip(),
            "by kind", split(dataset.byKind()).strip(),
            "passages a query", String.valueOf(dataset.groupSize()),
            "made from", String.join(", ", lineage(card))));
    text.append(
        "The queries are made from the articles and from Wikipedia, not asked by people.\n\n");
    facts(text, "Recipe", new TreeMap<>(report.settings()));
    metrics(text, report);
    text.append("## Limits\n\n");
    text.append("- Scores compare within one query alone; they are no probabilities.\n");
    text.append(
        "- The figures above are measured on made queries. How the model ranks beside BM25 on held-out or judged queries stands in the evaluation's report, and with the published version (`docent models list`).\n");
    text.append("- It reads English, and ")
        .append(card.sequenceLength())
        .append(" word pieces at once; longer sections are read in windows.\n");
    text.append(
        "- It knows what the site and its base's training texts say, their gaps and biases included.\n\n");
    text.append("## Licence\n\n");
    text.append("The base's licence is ")
        .append(report.licence())
        .append(". What the articles and Wikipedia (CC BY-SA) allow holds beside it.\n");
    return text.toString();
  }

  private static void metrics(StringBuilder text, TrainingReport report) {
    text.append("## Metrics\n\n");
    text.append(
        "Mean reciprocal rank within the passages of %d validation queries.%n%n"
            .formatted(report.validationQueries()));
    text.append("| network | base as it is | best checkpoint | at step | steps | ended by |\n");
    text.append("|---|---|---|---|---|---|\n");
    report
        .networks()
        .forEach(
            (name, network) ->
                text.append(
                    "| %s | %s | %s | %d | %d of %d | %s |%n"
                        .formatted(
                            name,
                            mrr(network.zeroShotValidationMrr()),
                            mrr(network.bestValidationMrr()),
                            network.bestStep(),
                            network.steps(),
                            network.plannedSteps(),
                            network.endedBy())));
    text.append(
        String.format(
            Locale.ROOT,
            "%nTrained in %.0f s with %.0f s of CPU and %.0f s of GPU time on %s, %d cores; peak resident memory %.1f GB.%n%n",
            report.seconds(),
            report.cpuSeconds(),
            report.gpuSeconds(),
            cell(report.hardware().processor()),
            report.hardware().cores(),
            report.peakResidentBytes() / 1e9));
  }

  private static Iterable<String> lineage(ModelCard card) {
    return new TreeMap<>(card.lineage())
        .entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).toList();
  }

  private static void facts(StringBuilder text, String title, Map<String, String> facts) {
    text.append("## ").append(title).append("\n\n| | |\n|---|---|\n");
    facts.forEach(
        (name, value) ->
            text.append("| ").append(name).append(" | ").append(cell(value)).append(" |\n"));
    text.append('\n');
  }

  /** Text from outside, such as a folder's name, that must not leave its cell or become markup. */
  private static String cell(String value) {
    return value.replaceAll("[\\r\\n]+", " ").replaceAll("([\\\\|<>`*_\\[\\]])", "\\\\$1");
  }

  private static String split(Map<String, Integer> counts) {
    return counts.isEmpty()
        ? ""
        : " ("
            + String.join(
                ", ",
                counts.entrySet().stream()
                    .map(
                        entry ->
                            entry.getKey().toLowerCase(Locale.ROOT)
                                + " "
                                + number(entry.getValue()))
                    .toList())
            + ")";
  }

  private static Map<String, String> ordered(String... namesAndValues) {
    Map<String, String> facts = new java.util.LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      facts.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return facts;
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String mrr(@Nullable Double value) {
    return value == null ? "not measured" : String.format(Locale.ROOT, "%.4f", value);
  }
}
