package dev.docent.transforms.dataset.queries;

import dev.docent.transforms.dataset.CorpusSection;
import java.util.SplittableRandom;

/** Makes queries of one kind from a section. */
interface QueryMaker {
  QueryKind kind();

  /** The queries that the section allows, by chance ordered and chosen; may be none. */
  Attempts make(
      CorpusSection section, SectionText text, TermStatistics statistics, SplittableRandom random);
}
