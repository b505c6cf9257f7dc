package dev.docent.transforms.wikipedia;

import dev.docent.records.TopicMatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Of the pages that share an id, as in dumps put together from several, lets one count: the first
 * by title. Its matches go on, keyed by topic.
 */
final class OnePageAnId extends DoFn<KV<Long, Iterable<TopicMatch>>, KV<Integer, TopicMatch>> {
  private static final long serialVersionUID = 1L;

  @ProcessElement
  public void choose(
      @Element KV<Long, Iterable<TopicMatch>> page, OutputReceiver<KV<Integer, TopicMatch>> out) {
    List<TopicMatch> matches = new ArrayList<>();
    page.getValue().forEach(matches::add);
    // A text may differ between two pages of one title too; the better match is taken.
    matches.sort(
        Comparator.comparing(TopicMatch::getEntryTitle)
            .thenComparing(new BySimilarity().reversed()));
    String title = matches.get(0).getEntryTitle();
    Set<Integer> topics = new HashSet<>();
    for (TopicMatch match : matches) {
      if (match.getEntryTitle().equals(title) && topics.add(match.getTopicId())) {
        out.output(KV.of(match.getTopicId(), match));
      }
    }
  }
}
