package dev.docent.models.training;

import dev.docent.models.bases.Base;
import dev.docent.models.network.RankingHead;
import dev.docent.models.network.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The model's layers, shapes and parameters, laid out as Keras prints a summary. */
final class ModelSummary {
  private static final Pattern BLOCK = Pattern.compile("bert/encoder/(layer_\\d+)/.*");
  private static final String ROW = "%-42s%-26s%14s%n";
  private static final int WIDTH = 82;

  private ModelSummary() {}

  static String of(Base base, List<Variable> variables) {
    Map<String, Long> parameters = new LinkedHashMap<>();
    for (Variable variable : variables) {
      parameters.merge(layer(variable.name()), variable.parameters(), Long::sum);
    }
    List<String> rows = new ArrayList<>();
    for (String input : List.of("input_ids", "input_mask", "segment_ids")) {
      rows.add(row(input + " (InputLayer)", "(None, None)", 0));
    }
    parameters.forEach((layer, count) -> rows.add(row(layer, shape(layer, base), count)));
    long total = parameters.values().stream().mapToLong(Long::longValue).sum();
    StringBuilder text = new StringBuilder();
    text.append("Model: \"").append(base.name()).append("\"\n");
    text.append("_".repeat(WIDTH)).append('\n');
    text.append(String.format(Locale.ROOT, ROW, "Layer (type)", "Output Shape", "Param #"));
    text.append("=".repeat(WIDTH)).append('\n');
    rows.forEach(text::append);
    text.append("=".repeat(WIDTH)).append('\n');
    text.append("Total params: ").append(size(total)).append('\n');
    text.append("Trainable params: ").append(size(total)).append('\n');
    text.append("Non-trainable params: ").append(size(0)).append('\n');
    return text.append("_".repeat(WIDTH)).append('\n').toString();
  }

  private static String layer(String variable) {
    if (variable.startsWith(RankingHead.PREFIX)) {
      return "ranking (RankingHead)";
    }
    Matcher block = BLOCK.matcher(variable);
    return block.matches() ? block.group(1) + " (TransformerBlock)" : "embeddings (BertEmbeddings)";
  }

  private static String shape(String layer, Base base) {
    return layer.startsWith("ranking") ? "(None,)" : "(None, None, %d)".formatted(base.hidden());
  }

  private static String row(String layer, String shape, long parameters) {
    return String.format(
        Locale.ROOT, ROW, layer, shape, String.format(Locale.ROOT, "%,d", parameters));
  }

  private static String size(long parameters) {
    double megabytes = parameters * Float.BYTES / 1024.0 / 1024.0;
    return String.format(Locale.ROOT, "%,d (%.2f MB)", parameters, megabytes);
  }
}
