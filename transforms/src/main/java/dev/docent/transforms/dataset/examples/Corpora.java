package dev.docent.transforms.dataset.examples;

import dev.docent.records.TextSource;
import dev.docent.transforms.dataset.DocumentSplit;
import dev.docent.transforms.dataset.SourceDocument;
import dev.docent.transforms.dataset.negatives.Corpus;
import dev.docent.transforms.dataset.queries.SectionTexts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The site's corpus and that of the matched Wikipedia entries. */
public final class Corpora {
  private final Corpus site;
  private final Corpus wikipedia;
  private final Map<String, Integer> matchedTopics;
  private final DocumentSplit split;
  private final Map<Parting, SectionTexts> texts = new ConcurrentHashMap<>();

  /**
   * Takes in the documents of both.
   *
   * @param matchedTopics the topic that each entry, by its document id, was matched with best
   * @param project the place of a text's terms in the LSA space
   */
  public Corpora(
      List<SourceDocument> site,
      List<SourceDocument> wikipedia,
      Map<String, Integer> matchedTopics,
      DocumentSplit split,
      Function<List<String>, float[]> project) {
    this.site = Corpus.of(site, split, project);
    this.wikipedia = Corpus.of(wikipedia, split, project);
    this.matchedTopics = Map.copyOf(matchedTopics);
    this.split = split;
  }

  /** What decides how a section is parted. */
  private record Parting(String vocabulary, int pieceBudget) {}

  /** The sections in sentences; all threads share them. */
  SectionTexts texts(DatasetPlan plan) {
    return texts.computeIfAbsent(
        new Parting(plan.vocabulary().sha256(), plan.pieceBudget()), key -> plan.sectionTexts());
  }

  public Corpus of(TextSource source) {
    return source == TextSource.SITE ? site : wikipedia;
  }

  public DocumentSplit split() {
    return split;
  }

  /** A document's topic: for an entry the one it was matched with, else where it stands out. */
  public int topic(SourceDocument document) {
    Integer matched = matchedTopics.get(document.id());
    return matched != null ? matched : of(document.source()).topic(document.id());
  }
}
