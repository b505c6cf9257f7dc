package dev.docent.transforms.wikipedia;

import dev.docent.records.Entry;
import dev.docent.records.TopicMatch;
import dev.docent.records.lsa.LsaModel;
import dev.docent.records.workspace.LocalCopy;
import dev.docent.transforms.counting.StageCounter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/** Emits the topics that an entry is near to, and the entry itself if there is one. */
final class ProjectEntries extends DoFn<Entry, KV<Long, Entry>> {
  private static final long serialVersionUID = 1L;

  private final String topicsFolder;
  private final MatchLimits limits;
  private final @Nullable TopicFloors floors;
  private final StageCounter offTopic = StageCounter.other("off-topic");
  private transient EntryMatcher matcher;

  ProjectEntries(String topicsFolder, MatchLimits limits, @Nullable TopicFloors floors) {
    this.topicsFolder = topicsFolder;
    this.floors = floors;
    this.limits = limits;
  }

  @Setup
  public void load() throws IOException {
    Path folder = LocalCopy.of(topicsFolder);
    LsaModel model = LsaModel.load(folder);
    matcher =
        new EntryMatcher(
            model,
            TopicPrototypes.read(folder, model.topics()),
            limits,
            floors == null ? TopicFloors.none(model.topics()) : floors);
  }

  @ProcessElement
  public void project(@Element Entry entry, MultiOutputReceiver out) {
    List<TopicMatch> near = matcher.match(entry);
    if (near.isEmpty()) {
      offTopic.inc();
      return;
    }
    near.forEach(
        match -> out.get(MatchEntries.CANDIDATES).output(KV.of(match.getEntryId(), match)));
    out.get(MatchEntries.NEAR_ENTRIES).output(KV.of(entry.getId(), entry));
  }
}
