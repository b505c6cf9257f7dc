package dev.docent.transforms.dataset.queries;

import dev.docent.records.Split;
import dev.docent.records.TextSource;
import java.io.Serializable;

/**
 * A query with its positive passage, before negatives are found.
 *
 * @param id unique in the data set: section id, kind and number
 * @param text the positive's text: the window that the query was made from
 * @param round the query's place among its document's, from 0: sampling goes round by round
 * @param chance a hash of the seed and the id, which decides where nothing else does
 */
public record QueryDraft(
    String id,
    String query,
    QueryKind kind,
    TextSource source,
    String documentId,
    Split split,
    int topicId,
    String sectionId,
    String title,
    String text,
    int round,
    long chance)
    implements Serializable {
  /** In place of a topic where none is known. */
  public static final int NO_TOPIC = -1;
}
