package dev.docent.transforms.sources;

import dev.docent.records.DeadLetter;
import dev.docent.records.PageLink;
import dev.docent.records.RawPage;
import dev.docent.transforms.counting.StageCounter;
import org.apache.beam.sdk.transforms.DoFn;

/** Counts what a source gives and hands it on to a transform's outputs. */
final class SourceOutputs implements ListingSink {
  private final StageCounter read = StageCounter.read();
  private final DoFn.MultiOutputReceiver out;

  SourceOutputs(DoFn.MultiOutputReceiver out) {
    this.out = out;
  }

  @Override
  public void page(RawPage page) {
    read.inc();
    out.get(PageSource.PAGES).output(page);
  }

  @Override
  public void link(PageLink link) {
    read.inc();
    out.get(PageSource.LINKS).output(link);
  }

  @Override
  public void gone(String id) {
    read.inc();
    out.get(PageSource.GONE).output(id);
  }

  @Override
  public void listed(String id) {
    out.get(PageSource.LISTED).output(id);
  }

  @Override
  public void deadLetter(DeadLetter letter) {
    read.inc();
    StageCounter.deadLetter(letter.getReason()).inc();
    out.get(PageSource.DEAD_LETTERS).output(letter);
  }

  @Override
  public void leftOut(String what) {
    read.inc();
    StageCounter.other(what).inc();
  }
}
