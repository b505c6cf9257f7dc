package dev.docent.transforms.articles;

import dev.docent.records.Article;
import dev.docent.records.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How well kept text agrees with a label: precision, recall and F1 over bags of tokens. */
record TokenF1(double precision, double recall, double f1, Map<String, Integer> difference) {
  /** Words and numbers; each ideograph or kana is a token of its own. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]|[\\p{L}\\p{N}\\p{M}&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]]+");

  /**
   * Compares two texts.
   *
   * @return with the difference by token: above 0 kept in excess, below 0 missed
   */
  static TokenF1 of(String label, String kept) {
    Map<String, Integer> wanted = bag(label);
    Map<String, Integer> found = bag(kept);
    Map<String, Integer> difference = new TreeMap<>(found);
    wanted.forEach((token, n) -> difference.merge(token, -n, Integer::sum));
    difference.values().removeIf(n -> n == 0);
    long both =
        wanted.entrySet().stream()
            .mapToLong(e -> Math.min(e.getValue(), found.getOrDefault(e.getKey(), 0)))
            .sum();
    double precision = (double) both / Math.max(1, sum(found));
    double recall = (double) both / Math.max(1, sum(wanted));
    double f1 = both == 0 ? 0 : 2 * precision * recall / (precision + recall);
    return new TokenF1(precision, recall, f1, difference);
  }

  /** All that a parsed article keeps: title, headings, text and code. */
  static String keptBy(Article article) {
    StringBuilder text = new StringBuilder(article.getTitle());
    for (Section section : article.getSections()) {
      List<String> path = section.getHeadingPath();
      text.append('\n').append(path.isEmpty() ? "" : path.get(path.size() - 1));
      text.append('\n').append(section.getText());
      section.getCode().forEach(code -> text.append('\n').append(code));
    }
    return text.toString();
  }

  static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher token = TOKEN.matcher(text.toLowerCase(Locale.ROOT));
    while (token.find()) {
      tokens.add(token.group());
    }
    return tokens;
  }

  private static Map<String, Integer> bag(String text) {
    Map<String, Integer> bag = new HashMap<>();
    tokens(text).forEach(token -> bag.merge(token, 1, Integer::sum));
    return bag;
  }

  private static long sum(Map<String, Integer> bag) {
    return bag.values().stream().mapToLong(Integer::longValue).sum();
  }
}
