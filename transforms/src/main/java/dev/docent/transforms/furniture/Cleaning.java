package dev.docent.transforms.furniture;

import dev.docent.records.Article;
import dev.docent.records.Section;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes furniture out of one article.
 *
 * @param article what is left; null where nothing is
 * @param dropped the lines that went; a section that went whole is there by its heading
 */
record Cleaning(@Nullable Article article, List<Line> dropped) {
  /** A section below a heading of the frame goes whole if it is one of the last so many. */
  private static final int LAST_SECTIONS = 2;

  /** And if its lines have on average no more words: a list of links, not a text. */
  private static final int MAX_MEAN_WORDS = 15;

  static Cleaning of(Article article, LongPredicate isFurniture) {
    List<Line> lines = PageLines.of(article);
    if (lines.stream().noneMatch(line -> isFurniture.test(line.key()))) {
      return new Cleaning(article, List.of());
    }
    List<Section> sections = article.getSections();
    List<Line> dropped = new ArrayList<>();
    Set<Integer> changed = new HashSet<>();
    Set<Integer> whole = new HashSet<>();
    List<List<String>> kept = new ArrayList<>();
    sections.forEach(section -> kept.add(new ArrayList<>()));
    for (Line line : lines) {
      if (whole.contains(line.section())) {
        continue;
      }
      boolean furniture = isFurniture.test(line.key());
      if (line.heading()) {
        if (furniture && mayGoWhole(sections, line.section())) {
          whole.add(line.section());
          dropped.add(line);
        }
      } else if (furniture) {
        changed.add(line.section());
        dropped.add(line);
      } else {
        kept.get(line.section()).add(line.text());
      }
    }
    return new Cleaning(
        rebuilt(article, kept, changed, whole), Collections.unmodifiableList(dropped));
  }

  private static boolean mayGoWhole(List<Section> sections, int place) {
    Section section = sections.get(place);
    List<String> lines = PageLines.lines(section);
    int words = lines.stream().mapToInt(LineText::words).sum();
    return place > 0
        && place >= sections.size() - LAST_SECTIONS
        && section.getCode().isEmpty()
        && words <= MAX_MEAN_WORDS * Math.max(1, lines.size());
  }

  private static @Nullable Article rebuilt(
      Article article, List<List<String>> kept, Set<Integer> changed, Set<Integer> whole) {
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < kept.size(); i++) {
      Section section = article.getSections().get(i);
      if (whole.contains(i)
          || (changed.contains(i) && kept.get(i).isEmpty() && section.getCode().isEmpty())) {
        continue;
      }
      Section.Builder left = Section.newBuilder(section).setPosition(sections.size());
      if (changed.contains(i)) {
        left.setText(String.join("\n", kept.get(i)));
      }
      sections.add(left.build());
    }
    boolean something =
        sections.stream().anyMatch(s -> !s.getText().isBlank() || !s.getCode().isEmpty());
    return something ? Article.newBuilder(article).setSections(sections).build() : null;
  }
}
