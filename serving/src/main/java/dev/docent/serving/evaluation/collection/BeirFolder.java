package dev.docent.serving.evaluation.collection;

import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A test collection in the form of BEIR (Thakur et al., "BEIR: a heterogeneous benchmark for
 * zero-shot evaluation of information retrieval models", 2021): {@code corpus.jsonl}, {@code
 * queries.jsonl} and {@code qrels/test.tsv}.
 */
public final class BeirFolder {
  private static final String CORPUS = "corpus.jsonl";
  private static final String QUERIES = "queries.jsonl";
  private static final String QRELS = "qrels/test.tsv";

  private final Path folder;

  private BeirFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens a folder. One without {@code corpus.jsonl} judges documents that lie elsewhere.
   *
   * @throws UserException if the queries or the judgements are missing
   */
  public static BeirFolder open(Path folder) {
    for (String file : List.of(QUERIES, QRELS)) {
      if (!Files.isRegularFile(folder.resolve(file))) {
        throw new UserException(
            "the collection '%s' has no %s; a BEIR folder holds %s, %s and %s"
                .formatted(folder, file, CORPUS, QUERIES, QRELS));
      }
    }
    return new BeirFolder(folder);
  }

  public boolean hasCorpus() {
    return Files.isRegularFile(folder.resolve(CORPUS));
  }

  public Path folder() {
    return folder;
  }

  /** The folder's own name, by which people know the collection. */
  public String name() {
    return folder.toAbsolutePath().normalize().getFileName().toString();
  }

  /** Takes a document. */
  @FunctionalInterface
  public interface DocumentVisitor {
    void visit(BeirDocument document) throws IOException;
  }

  /**
   * Hands each document to a visitor, in the order of the file; none is held.
   *
   * @return how many there are
   * @throws UserException if a line is no document, or an id comes twice
   */
  public int forEachDocument(DocumentVisitor visitor) throws IOException {
    Path file = folder.resolve(CORPUS);
    Set<String> seen = new HashSet<>();
    JsonLines.forEach(
        file,
        (object, line) -> {
          String id = JsonLines.text(object, "_id", file, line);
          String text = JsonLines.text(object, "text", file, line);
          String title =
              object.hasNonNull("title") ? JsonLines.text(object, "title", file, line) : "";
          checkNew(seen, id, file, line);
          visitor.visit(new BeirDocument(id, title, text));
        });
    if (seen.isEmpty()) {
      throw new UserException("%s has no documents".formatted(file));
    }
    return seen.size();
  }

  /**
   * The queries that have a relevant document, in the order of the file. Queries without one say
   * nothing about a ranker, and are left out as trec_eval does.
   *
   * @throws UserException if a line is no query or no judgement, or if no query is left
   */
  public List<JudgedQuery> queries() throws IOException {
    Map<String, Map<String, Integer>> grades = Qrels.read(folder.resolve(QRELS));
    Path file = folder.resolve(QUERIES);
    Set<String> seen = new HashSet<>();
    List<JudgedQuery> queries = new ArrayList<>();
    JsonLines.forEach(
        file,
        (object, line) -> {
          String id = JsonLines.text(object, "_id", file, line);
          String text = JsonLines.text(object, "text", file, line);
          checkNew(seen, id, file, line);
          Map<String, Integer> judged = grades.getOrDefault(id, Map.of());
          if (judged.values().stream().anyMatch(grade -> grade > 0)) {
            queries.add(new JudgedQuery(id, text, JudgedQuery.JUDGED, judged));
          }
        });
    if (queries.isEmpty()) {
      throw new UserException(
          "no query of %s has a relevant document in %s; the ids of the two files must be the same"
              .formatted(file, folder.resolve(QRELS)));
    }
    return queries;
  }

  private static void checkNew(Set<String> seen, String id, Path file, int line) {
    if (!seen.add(id)) {
      throw new UserException(
          "%s, line %d: the _id '%s' stands in an earlier line already".formatted(file, line, id));
    }
  }
}
