package dev.docent.serving.web;

import dev.docent.serving.search.Passage;
import java.util.Locale;
import java.util.stream.Collectors;

/** Results as text for a terminal, with colours or without. */
final class TerminalPage {
  private static final String BOLD = "\u001b[1m";
  private static final String DIM = "\u001b[2m";
  private static final String MARK = "\u001b[33;1m";
  private static final String BLUE = "\u001b[34m";
  private static final String RESET = "\u001b[0m";

  private final boolean colours;

  TerminalPage(boolean colours) {
    this.colours = colours;
  }

  String of(SearchAnswer answer) {
    StringBuilder out = new StringBuilder();
    for (SearchAnswer.Result result : answer.results()) {
      SearchAnswer.Hit hit = result.section();
      out.append(String.format(Locale.ROOT, "%2d. ", result.rank()));
      out.append(styled(BOLD, plain(result.article().title().text())));
      if (!hit.headings().isEmpty()) {
        String headings =
            hit.headings().stream().map(Passage::text).collect(Collectors.joining(" \u203a "));
        out.append(" \u203a ").append(plain(headings));
      }
      out.append("\n    ").append(passage(hit.passage())).append('\n');
      String where = hit.link() == null ? hit.id() : hit.link();
      out.append("    ").append(styled(BLUE, plain(where))).append('\n');
      out.append("    ").append(styled(DIM, scores(hit))).append('\n');
      if (hit.explanation() != null) {
        explain(hit, hit.explanation(), out);
      }
      out.append('\n');
    }
    return out.append(summary(answer)).append('\n').toString();
  }

  private static String scores(SearchAnswer.Hit hit) {
    String bm25 =
        String.format(Locale.ROOT, "BM25 #%d (%.2f)", hit.bm25().rank(), hit.bm25().score());
    return hit.model() == null
        ? bm25
        : bm25 + String.format(Locale.ROOT, ", BERT %.2f", hit.model().score());
  }

  private static void explain(
      SearchAnswer.Hit hit, SearchAnswer.Explanation explanation, StringBuilder out) {
    String words =
        explanation.words().stream()
            .map(word -> String.format(Locale.ROOT, "%s %.2f", plain(word.word()), word.score()))
            .collect(Collectors.joining(" + "));
    out.append("      bm25 = ").append(words.isEmpty() ? "0" : words).append('\n');
    if (explanation.lsa() != null) {
      out.append(String.format(Locale.ROOT, "      lsa = %.2f%n", explanation.lsa()));
    }
    if (explanation.fused().isEmpty()) {
      return;
    }
    String shares =
        explanation.fused().entrySet().stream()
            .map(
                share ->
                    String.format(
                        Locale.ROOT,
                        "%.2f x %s %+.2f",
                        share.getValue().weight(),
                        share.getKey(),
                        share.getValue().z()))
            .collect(Collectors.joining(" + "));
    out.append(String.format(Locale.ROOT, "      score %.2f = %s%n", hit.score(), shares));
  }

  private static String summary(SearchAnswer answer) {
    String found =
        answer.total() == 0
            ? "Nothing found."
            : "%d article%s".formatted(answer.total(), answer.total() == 1 ? "" : "s");
    SearchAnswer.RankedBy by = answer.ranking();
    String order =
        by.isFused()
            ? "ranked by BM25 and BERT" + by.extent()
            : "in %s order%s"
                .formatted(
                    by.method().toUpperCase(Locale.ROOT),
                    by.reason() == null ? "" : " (" + plain(by.reason()) + ")");
    String mended = answer.suggestion();
    return String.format(
        Locale.ROOT,
        "%s, %.0f ms, %s%s",
        found,
        answer.tookMillis(),
        order,
        mended == null ? "" : "\nDid you mean: " + plain(mended));
  }

  private String passage(Passage passage) {
    StringBuilder out = new StringBuilder(passage.cutBefore() ? "\u2026 " : "");
    int done = 0;
    for (Passage.Highlight highlight : passage.highlights()) {
      out.append(plain(passage.text().substring(done, highlight.start())));
      out.append(styled(MARK, plain(passage.text().substring(highlight.start(), highlight.end()))));
      done = highlight.end();
    }
    out.append(plain(passage.text().substring(done)));
    return out.append(passage.cutAfter() ? " \u2026" : "").toString();
  }

  /** A page's text must not steer the terminal. */
  private static String plain(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cs}]", " ");
  }

  private String styled(String style, String text) {
    return colours ? style + text + RESET : text;
  }
}
