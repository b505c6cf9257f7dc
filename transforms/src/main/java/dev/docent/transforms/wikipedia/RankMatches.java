package dev.docent.transforms.wikipedia;

import dev.docent.records.TopicMatch;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Numbers a topic's matches, the best first. */
final class RankMatches extends DoFn<KV<Integer, List<TopicMatch>>, TopicMatch> {
  private static final long serialVersionUID = 1L;

  @ProcessElement
  public void rank(@Element KV<Integer, List<TopicMatch>> topic, OutputReceiver<TopicMatch> out) {
    int rank = 0;
    for (TopicMatch match : topic.getValue()) {
      out.output(TopicMatch.newBuilder(match).setRank(++rank).build());
    }
  }
}
