package dev.docent.transforms.furniture;

import dev.docent.records.Article;
import dev.docent.records.Section;
import dev.docent.transforms.hashing.Hash64;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines of an article, and the site it belongs to. */
final class PageLines {
  private static final int HEAD_LINES = 3;
  private static final int FOOT_LINES = 5;

  private PageLines() {}

  /** The host of the article's URL without {@code www.}; empty where it has none. */
  static String site(Article article) {
    if (article.getUrl() == null) {
      return "";
    }
    try {
      String host = URI.create(article.getUrl()).getHost();
      return host == null ? "" : host.toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "");
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** A plain text document: its one section bears its own id. It is left as it is. */
  static boolean isPlain(Article article) {
    return article.getSections().size() == 1
        && article.getSections().get(0).getId().equals(article.getId());
  }

  static List<Line> of(Article article) {
    String site = site(article);
    String ofLines = site + "\n";
    String ofHeadings = site + "\n#";
    int total = 0;
    List<List<String>> sections = new ArrayList<>();
    for (Section section : article.getSections()) {
      List<String> lines = lines(section);
      sections.add(lines);
      total += lines.size() + (section.getHeadingPath().isEmpty() ? 0 : 1);
    }
    // On a short page not everything is an edge.
    int head = Math.min(HEAD_LINES, (total + 3) / 4);
    int foot = Math.min(FOOT_LINES, (total + 3) / 4);
    List<Line> all = new ArrayList<>();
    for (int s = 0; s < article.getSections().size(); s++) {
      Section section = article.getSections().get(s);
      List<String> path = section.getHeadingPath();
      if (!path.isEmpty()) {
        String heading = path.get(path.size() - 1);
        all.add(line(ofHeadings, s, heading, true, isEdge(all.size(), total, head, foot), true));
      }
      List<String> lines = sections.get(s);
      for (int i = 0; i < lines.size(); i++) {
        boolean sectionEdge = i == 0 || i == lines.size() - 1;
        boolean pageEdge = isEdge(all.size(), total, head, foot);
        all.add(line(ofLines, s, lines.get(i), false, pageEdge, sectionEdge));
      }
    }
    return all;
  }

  static List<String> lines(Section section) {
    return section.getText().lines().filter(line -> !line.isBlank()).toList();
  }

  private static boolean isEdge(int place, int total, int head, int foot) {
    return place < head || place >= total - foot;
  }

  private static Line line(
      String kind, int section, String text, boolean heading, boolean pageEdge, boolean edge) {
    String normalised = LineText.normalised(text);
    return new Line(
        Hash64.ofBoth(kind, normalised), section, text, normalised, heading, pageEdge, edge);
  }
}
