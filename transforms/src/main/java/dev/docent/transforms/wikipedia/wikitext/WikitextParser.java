package dev.docent.transforms.wikipedia.wikitext;

import dev.docent.records.EntrySection;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a page's wikitext into sections of plain prose
 * (https://www.mediawiki.org/wiki/Help:Formatting).
 *
 * <p>Left out: templates but for a few inside sentences, tables, notes, comments, formulas,
 * pictures with their captions, code blocks, and the sections at an entry's end that hold no prose
 * (references, see also, ...). Markup that isn't closed costs at most its section. Templates aren't
 * expanded, so what they would write is missing.
 */
public final class WikitextParser {

  private WikitextParser() {}

  /**
   * Parses a page.
   *
   * @return sections without text are left out; a page without prose has none
   */
  public static ParsedEntry parse(String wikitext) {
    Renderer renderer = new Renderer(TagStripper.strip(wikitext));
    String rendered = renderer.render();
    return new ParsedEntry(sections(rendered), renderer.categories(), renderer.links());
  }

  private static List<EntrySection> sections(String rendered) {
    List<EntrySection> sections = new ArrayList<>();
    List<Heading> path = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int from = 0;
    while (from < rendered.length()) {
      int to = rendered.indexOf('\n', from);
      to = to < 0 ? rendered.length() : to;
      String line = rendered.substring(from, to);
      from = to + 1;
      Heading heading = line.startsWith("=") ? Heading.of(line) : null;
      if (heading != null) {
        add(path, text, sections);
        path.removeIf(outer -> outer.level() >= heading.level());
        path.add(heading);
        continue;
      }
      String prose = LineCleaner.clean(line);
      if (!prose.isEmpty()) {
        text.append(text.isEmpty() ? "" : "\n").append(prose);
      }
    }
    add(path, text, sections);
    return sections;
  }

  private static void add(List<Heading> path, StringBuilder text, List<EntrySection> sections) {
    if (!text.isEmpty() && !isTail(path)) {
      List<String> headings = new ArrayList<>(path.size());
      for (Heading heading : path) {
        if (!heading.text().isEmpty()) {
          headings.add(heading.text());
        }
      }
      sections.add(new EntrySection(headings, text.toString()));
    }
    text.setLength(0);
  }

  private static boolean isTail(List<Heading> path) {
    for (Heading heading : path) {
      if (heading.isTail()) {
        return true;
      }
    }
    return false;
  }
}
