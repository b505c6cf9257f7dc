package dev.docent.transforms.dataset.examples;

import dev.docent.records.Article;
import dev.docent.records.Entry;
import dev.docent.records.TopicMatch;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.lsa.LsaModel;
import dev.docent.records.workspace.LocalCopy;
import dev.docent.transforms.dataset.DocumentSplit;
import dev.docent.transforms.dataset.SourceDocument;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the corpora are read from: folders of artifacts, which every worker sees or fetches. A
 * worker's JVM holds one copy for all its threads, until the next data set takes its place.
 *
 * @param articles folder of {@link Article} files
 * @param entries folder of {@link Entry} files
 * @param matches folder of {@link TopicMatch} files
 * @param topics the topics artifact
 */
public record CorporaFiles(
    String articles, String entries, String matches, String topics, DocumentSplit split)
    implements Serializable {
  private static @Nullable CorporaFiles held;
  private static @Nullable Corpora corpora;

  /** Reads the corpora, or gives those that this JVM holds already. */
  public Corpora load() {
    synchronized (CorporaFiles.class) {
      if (corpora == null || !equals(held)) {
        try {
          corpora = read();
        } catch (IOException e) {
          throw new UncheckedIOException("can't read the corpora of the data set", e);
        }
        held = this;
      }
      return corpora;
    }
  }

  /** Lets the memory go. */
  public static void release() {
    synchronized (CorporaFiles.class) {
      held = null;
      corpora = null;
    }
  }

  private Corpora read() throws IOException {
    List<SourceDocument> site = new ArrayList<>();
    AvroFiles.forEach(
        Article.class, LocalCopy.of(articles), article -> site.add(SourceDocument.of(article)));
    List<SourceDocument> wikipedia = new ArrayList<>();
    AvroFiles.forEach(
        Entry.class, LocalCopy.of(entries), entry -> wikipedia.add(SourceDocument.of(entry)));
    Map<Long, TopicMatch> best = new HashMap<>();
    AvroFiles.forEach(
        TopicMatch.class,
        LocalCopy.of(matches),
        match -> best.merge(match.getEntryId(), match, CorporaFiles::better));
    Map<String, Integer> topicOf = new HashMap<>();
    best.forEach(
        (entry, match) -> topicOf.put(SourceDocument.WIKIPEDIA + entry, match.getTopicId()));
    LsaModel lsa = LsaModel.load(LocalCopy.of(topics));
    return new Corpora(site, wikipedia, topicOf, split, lsa::project);
  }

  private static TopicMatch better(TopicMatch a, TopicMatch b) {
    int order = Float.compare(a.getSimilarity(), b.getSimilarity());
    if (order == 0) {
      return a.getTopicId() <= b.getTopicId() ? a : b;
    }
    return order > 0 ? a : b;
  }
}
