package dev.docent.transforms.wikipedia;

import dev.docent.records.TopicMatch;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Keys matches by their entry's id, and says only its title. */
final class KeyByEntry extends DoFn<TopicMatch, KV<Long, String>> {
  private static final long serialVersionUID = 1L;

  @ProcessElement
  public void key(@Element TopicMatch match, OutputReceiver<KV<Long, String>> out) {
    out.output(KV.of(match.getEntryId(), match.getEntryTitle()));
  }
}
