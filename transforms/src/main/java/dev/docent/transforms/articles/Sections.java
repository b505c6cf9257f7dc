package dev.docent.transforms.articles;

import dev.docent.records.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns drafts into sections with positions and ids. */
final class Sections {
  private static final String LEAD_ANCHOR = "top";
  private static final String NAMELESS = "section";
  private static final int MAX_SLUG_CHARACTERS = 120;
  private static final Pattern NOT_IN_SLUGS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}_\\- ]");
  private static final Pattern GAPS = Pattern.compile("[ -]+");

  private Sections() {}

  /**
   * Leaves out empty sections, joins short ones to the section before, and gives each its id.
   *
   * @param minCharacters of text and code for a section to stand alone; with 0, empty ones stay
   */
  static List<Section> of(String articleId, List<SectionDraft> drafts, int minCharacters) {
    Ids ids = new Ids();
    List<Section> sections = new ArrayList<>();
    for (SectionDraft draft : joined(drafts, minCharacters)) {
      sections.add(
          new Section(
              articleId + "#" + ids.unique(idAnchor(draft)),
              articleId,
              sections.size(),
              draft.level(),
              draft.headingPath(),
              draft.anchor(),
              draft.text().toString(),
              draft.code()));
    }
    return sections;
  }

  private static List<SectionDraft> joined(List<SectionDraft> drafts, int minCharacters) {
    List<SectionDraft> kept = new ArrayList<>();
    for (SectionDraft draft : drafts) {
      long size = draft.size();
      if (size >= minCharacters) {
        kept.add(draft);
      } else if (size > 0) {
        if (kept.isEmpty()) {
          kept.add(draft);
        } else {
          kept.get(kept.size() - 1).join(draft);
        }
      }
    }
    return kept;
  }

  private static String idAnchor(SectionDraft draft) {
    @Nullable String anchor = draft.anchor();
    if (anchor != null) {
      return anchor;
    }
    return draft.headingPath().isEmpty() ? LEAD_ANCHOR : slug(draft.heading());
  }

  /** A heading as an anchor: lower case, words joined by '-', without punctuation. */
  static String slug(String heading) {
    String plain = NOT_IN_SLUGS.matcher(heading.toLowerCase(Locale.ROOT)).replaceAll("").strip();
    String slug = GAPS.matcher(plain).replaceAll("-");
    if (slug.length() > MAX_SLUG_CHARACTERS) {
      slug = slug.substring(0, MAX_SLUG_CHARACTERS);
    }
    return slug.isEmpty() || slug.equals("-") ? NAMELESS : slug;
  }

  /** Makes anchors unique in an article by -2, -3 and so on. */
  private static final class Ids {
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> last = new HashMap<>();

    String unique(String anchor) {
      String id = anchor;
      int n = last.getOrDefault(anchor, 1);
      while (!taken.add(id)) {
        id = anchor + "-" + ++n;
      }
      last.put(anchor, n);
      return id;
    }
  }
}
