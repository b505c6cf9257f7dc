package dev.docent.transforms.articles;

import dev.docent.records.DeadLetter;
import dev.docent.records.RawPage;

/** Takes what a source gives: pages, and what could not become one. */
public interface PageSink {
  void page(RawPage page);

  void deadLetter(DeadLetter letter);
}
