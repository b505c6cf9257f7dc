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

  /** Parses a page of one of the larger Wikipedias. */
  public static ParsedEntry parse(String wikitext) {
    return parse(wikitext, Namespaces.KNOWN);
  }

  /**
   * Parses a page.
   *
   * @param namespaces of the page's wiki
   * @return sections without text are left out; a page without prose has none
   */
  public static ParsedEntry parse(String wikitext, Namespaces namespaces) {
    Renderer renderer = new Renderer(TagStripper.strip(wikitext), namespaces);
    return new ParsedEntry(sections(renderer.render()), renderer.categories(), renderer.links());
  }

  private static List<EntrySection> sections(CharSink rendered) {
    List<EntrySection> sections = new ArrayList<>();
    List<Heading> path = new ArrayList<>();
    char[] all = rendered.characters();
    int length = rendered.length();
    CharSink text = new CharSink(length);
    int from = 0;
    while (from < length) {
      int to = from;
      while (to < length && all[to] != '\n') {
        to++;
      }
      Heading heading = all[from] == '=' ? Heading.of(new String(all, from, to - from)) : null;
      if (heading != null) {
        add(path, text, sections);
        path.removeIf(outer -> outer.level() >= heading.level());
        path.add(heading);
      } else {
        LineCleaner.clean(all, from, to, text);
      }
      from = to + 1;
    }
    add(path, text, sections);
    return sections;
  }

  private static void add(List<Heading> path, CharSink text, List<EntrySection> sections) {
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
