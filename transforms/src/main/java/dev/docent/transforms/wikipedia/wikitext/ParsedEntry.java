package dev.docent.transforms.wikipedia.wikitext;

import dev.docent.records.EntrySection;
import java.util.List;

/**
 * What a page's wikitext says.
 *
 * @param sections in reading order, with text each; the lead first, where there is one
 * @param categories titles without their namespace, in order and without repeats
 * @param links titles of the entries it links to, in order and without repeats
 */
public record ParsedEntry(
    List<EntrySection> sections, List<String> categories, List<String> links) {
  /** Characters of plain text in all sections. */
  public long characters() {
    return sections.stream().mapToLong(section -> section.getText().length()).sum();
  }
}
