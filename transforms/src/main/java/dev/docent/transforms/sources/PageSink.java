package dev.docent.transforms.sources;

import dev.docent.records.DeadLetter;
import dev.docent.records.RawPage;

/** Takes what a source of whole pages gives: pages, and what could not become one. */
public interface PageSink {
  void page(RawPage page);

  void deadLetter(DeadLetter letter);
}
