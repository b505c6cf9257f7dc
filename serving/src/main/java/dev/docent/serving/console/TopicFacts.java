package dev.docent.serving.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A topic for people.
 *
 * @param coherence mean NPMI of its heaviest terms, -1 to 1
 * @param explained share of the matrix's energy, 0 to 1
 * @param filtered why it is no subject; null for a subject
 * @param terms the heaviest of its positive end, the heaviest first
 * @param cloud the file's name of its word cloud; null where there is none
 * @param entries of Wikipedia that lie close to it, the closest first
 */
public record TopicFacts(
    int id,
    String label,
    double coherence,
    double explained,
    @Nullable String filtered,
    List<String> terms,
    @Nullable String cloud,
    List<Entry> entries) {

  /**
   * An entry of Wikipedia.
   *
   * @param similarity in the LSA space, -1 to 1
   */
  public record Entry(String title, double similarity) {}
}
