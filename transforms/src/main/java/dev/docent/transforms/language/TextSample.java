package dev.docent.transforms.language;

import dev.docent.records.Article;
import dev.docent.records.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The part of an article's prose that its language is judged by. */
final class TextSample {
  /** Beyond this much the guess gets no better, only slower. */
  private static final int MAX_CHARACTERS = 900;

  private static final int PIECES = 3;
  private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private TextSample() {}

  /**
   * At most 900 characters from the beginning, the middle and the end; of prose alone, since code
   * looks English everywhere. Web addresses are left out.
   */
  static String of(Article article) {
    List<String> texts = new ArrayList<>();
    for (Section section : article.getSections()) {
      texts.add(section.getText());
    }
    String all = String.join("\n", texts);
    String sample = all.length() <= MAX_CHARACTERS ? all : pieces(all);
    String withoutAddresses = ADDRESS.matcher(sample).replaceAll(" ");
    return SPACES.matcher(withoutAddresses).replaceAll(" ").strip();
  }

  private static String pieces(String all) {
    int size = MAX_CHARACTERS / PIECES;
    StringBuilder sample = new StringBuilder();
    for (int piece = 0; piece < PIECES; piece++) {
      int from = (int) ((long) (all.length() - size) * piece / (PIECES - 1));
      sample.append(all, from, from + size).append('\n');
    }
    return sample.toString();
  }
}
