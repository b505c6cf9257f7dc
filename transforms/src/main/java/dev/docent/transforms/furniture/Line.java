package dev.docent.transforms.furniture;

/**
 * A line of an article: a paragraph, a list item or a table row of a section, or a section's
 * heading.
 *
 * @param key the hash of site, kind and normalised text
 * @param section the section's place in the article
 * @param text as the article has it
 * @param normalised as it is compared, see {@link LineText#normalised}
 * @param heading whether it is a heading
 * @param atPageEdge whether it is one of the first three or last five lines of the article
 * @param atSectionEdge whether it is the first or the last line of its section
 */
record Line(
    long key,
    int section,
    String text,
    String normalised,
    boolean heading,
    boolean atPageEdge,
    boolean atSectionEdge) {}
