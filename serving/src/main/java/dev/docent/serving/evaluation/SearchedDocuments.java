package dev.docent.serving.evaluation;

import dev.docent.records.Article;
import dev.docent.records.Section;
import dev.docent.records.UserException;
import dev.docent.records.lsa.LsaModel;
import dev.docent.records.progress.Progress;
import dev.docent.records.stage.Stage;
import dev.docent.records.text.PassageTitle;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.AtomicFiles;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.evaluation.collection.BeirDocument;
import dev.docent.serving.evaluation.collection.BeirFolder;
import dev.docent.serving.evaluation.comparison.LsaRanker;
import dev.docent.serving.index.IndexStage;
import dev.docent.serving.index.SectionIndexWriter;
import dev.docent.serving.search.SectionIndex;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The documents that a collection's queries search: those of its {@code corpus.jsonl}, indexed for
 * the moment; or, where it has none, the sections of the workspace's index.
 */
final class SearchedDocuments implements Closeable {
  private final SectionIndex index;
  private final @Nullable LsaRanker lsa;
  private final @Nullable Path temporary;

  private SearchedDocuments(SectionIndex index, @Nullable LsaRanker lsa, @Nullable Path temporary) {
    this.index = index;
    this.lsa = lsa;
    this.temporary = temporary;
  }

  /**
   * Opens the documents of a collection.
   *
   * @throws UserException if there are none
   */
  static SearchedDocuments of(BeirFolder collection, Workspace workspace) throws IOException {
    Optional<Artifact> topics = workspace.currentArtifact(Stage.TOPICS);
    if (collection.hasCorpus()) {
      LsaRanker lsa = topics.isEmpty() ? null : new LsaRanker(LsaModel.load(topics.get().folder()));
      return indexed(collection, lsa);
    }
    Optional<Artifact> made = workspace.currentArtifact(Stage.INDEX);
    if (made.isEmpty()) {
      throw new UserException(
          "the collection '%s' has no corpus.jsonl, and the workspace %s has no index; 'docent index' makes one"
              .formatted(collection.folder(), workspace.location()));
    }
    LsaRanker lsa = topics.isEmpty() ? null : LsaRanker.ofSections(topics.get().folder());
    return new SearchedDocuments(SectionIndex.open(made.get().file(IndexStage.FOLDER)), lsa, null);
  }

  SectionIndex index() {
    return index;
  }

  /** Ranks the documents by topics; empty where the workspace has none. */
  Optional<LsaRanker> lsa() {
    return Optional.ofNullable(lsa);
  }

  @Override
  public void close() throws IOException {
    index.close();
    if (temporary != null) {
      AtomicFiles.deleteTree(temporary);
    }
  }

  private static SearchedDocuments indexed(BeirFolder collection, @Nullable LsaRanker lsa)
      throws IOException {
    Path folder = Files.createTempDirectory("docent-collection-");
    try {
      try (SectionIndexWriter writer = new SectionIndexWriter(folder);
          Progress progress = Progress.start("index " + collection.name(), "documents", -1)) {
        collection.forEachDocument(
            document -> {
              writer.add(article(document));
              if (lsa != null) {
                lsa.add(document.id(), text(document));
              }
              progress.step();
            });
        writer.commit();
      }
      return new SearchedDocuments(SectionIndex.open(folder), lsa, folder);
    } catch (IOException | RuntimeException e) {
      AtomicFiles.deleteTree(folder);
      throw e;
    }
  }

  /** A document is an article of one section, both of its id; so the parse stage has it too. */
  private static Article article(BeirDocument document) {
    Section section =
        Section.newBuilder()
            .setId(document.id())
            .setArticleId(document.id())
            .setPosition(0)
            .setLevel(1)
            .setHeadingPath(List.of())
            .setText(document.text())
            .build();
    return Article.newBuilder()
        .setId(document.id())
        .setTitle(document.title())
        .setSections(List.of(section))
        .build();
  }

  private static String text(BeirDocument document) {
    return PassageTitle.of(document.title(), List.of()) + "\n" + document.text();
  }
}
