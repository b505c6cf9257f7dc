package dev.docent.serving.web;

import dev.docent.records.workspace.ModelPointer;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.util.Optional;

/**
 * The search by a model version that is tried beside the stable one, and which searches it gets. A
 * share is one of the queries, by their words: all pages of a query come from one version.
 *
 * @param share from 0 to 1
 */
record Canary(SiteSearch search, double share) {
  private static final int PARTS = 10_000;

  /** The version that the label names; empty where it names none. */
  static Optional<Long> version(Workspace workspace, String modelName) throws IOException {
    String label = "models/" + modelName + "/" + ModelPointer.CANARY;
    Optional<byte[]> content = workspace.read(label);
    return content.isEmpty()
        ? Optional.empty()
        : ModelPointer.parse(content.get(), label).map(ModelPointer::version);
  }

  /**
   * Whether it answers a search: those that ask for it, and its share of those that a model ranks.
   */
  boolean answers(SearchRequest request) {
    if (request.ranking() != SearchRequest.Order.BEST) {
      return false;
    }
    String asked = request.model();
    return asked == null ? isOfShare(request.query(), share) : asked.equals(SearchRequest.CANARY);
  }

  static boolean isOfShare(String query, double share) {
    // Neighbouring hashes of similar queries are spread by a multiplication (Knuth).
    int spread = query.hashCode() * 0x9E3779B1;
    return Integer.remainderUnsigned(spread >>> 8, PARTS) < share * PARTS;
  }
}
