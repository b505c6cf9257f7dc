package dev.docent.transforms.dataset.statistics;

import dev.docent.records.Passage;
import dev.docent.records.PassageRole;
import dev.docent.records.TrainingExample;
import dev.docent.records.html.HtmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Some queries of each kind with their passages, to be read by a person. */
final class ExampleCards {
  private static final int EACH = 3;
  private static final int CHARS = 320;

  private ExampleCards() {}

  static String html(List<TrainingExample> examples) {
    Map<String, List<TrainingExample>> byKind = new TreeMap<>();
    for (TrainingExample example : examples) {
      byKind.computeIfAbsent(example.getKind(), key -> new ArrayList<>()).add(example);
    }
    StringBuilder html = new StringBuilder();
    byKind.forEach(
        (kind, all) -> {
          html.append("<h3>").append(HtmlText.escape(kind)).append("</h3>");
          for (int i = 0; i < Math.min(EACH, all.size()); i++) {
            // Spread over the list, so that they come from different documents.
            card(html, all.get((int) ((i + 0.5) * all.size() / EACH) % all.size()));
          }
        });
    return html.toString();
  }

  private static void card(StringBuilder html, TrainingExample example) {
    html.append("<article><p class='query'>")
        .append(HtmlText.escape(example.getQuery()))
        .append("</p><p class='from'>")
        .append(HtmlText.escape(example.getSplit() + ", " + example.getSource() + ", "))
        .append(HtmlText.escape(example.getDocumentId()))
        .append("</p>");
    PassageRole shown = null;
    for (Passage passage : example.getPassages()) {
      if (passage.getRole() != shown) {
        passage(html, passage);
        shown = passage.getRole();
      }
    }
    html.append("</article>");
  }

  private static void passage(StringBuilder html, Passage passage) {
    String role = passage.getRole().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    html.append("<p class='").append(role.replace(' ', '-')).append("'><b>").append(role);
    html.append("</b> ");
    if (!passage.getTitle().isEmpty()) {
      html.append("<i>").append(HtmlText.escape(passage.getTitle())).append("</i> ");
    }
    html.append(HtmlText.escape(Html.cut(passage.getText(), CHARS))).append("</p>");
  }
}
