package dev.docent.transforms.wikipedia;

import dev.docent.records.Entry;
import dev.docent.records.TextVector;
import dev.docent.records.lsa.LsaModel;
import dev.docent.records.lsa.LsaSummary;
import dev.docent.transforms.wikipedia.dump.DumpSplit;
import dev.docent.transforms.wikipedia.wikitext.Namespaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Learns from where on an entry is matched with a topic. Three things must hold, each measured on
 * what is at hand:
 *
 * <ul>
 *   <li>the entry is nearer to the topic than nearly all of the site's sections that aren't the
 *       topic's own;
 *   <li>it is clearly nearer than entries are in general: by twice their spread above their median.
 *       The spread is taken below the median, where entries about the topic can't widen it. No
 *       topic's floor lies below the lower quartile of all, since a topic that hardly any entry
 *       touches has a background of nearly nothing;
 *   <li>it is as relevant to the site as a fixed part of what the site's own sections are.
 * </ul>
 */
public final class LearnFloors {
  /** The share of the other sections that an entry must be nearer than. */
  private static final double OTHER_SECTIONS = 0.95;

  private static final double SPREADS = 2;

  /** Quartiles of a normal distribution lie so many standard deviations from its median. */
  private static final double QUARTILE = 0.6745;

  /**
   * The least relevance, as a part of that of the site's own sections. Texts that the space wasn't
   * made from have less of it; see docs/wikipedia.md for how it was chosen.
   */
  private static final double RELEVANCE_PART = 0.4;

  /** Fewer entries don't tell what is usual. */
  static final int FEWEST_ENTRIES = 50;

  private LearnFloors() {}

  /**
   * Learns from a topics artifact and a sample of a dump.
   *
   * @param namespaces of the dump's wiki
   * @param minCharacters shorter entries are left out
   */
  public static TopicFloors of(
      Path topicsFolder, List<DumpSplit> splits, Namespaces namespaces, int minCharacters)
      throws IOException {
    LsaModel model = LsaModel.load(topicsFolder);
    TopicPrototypes topics = TopicPrototypes.read(topicsFolder, model.topics());
    EntryMatcher matcher =
        new EntryMatcher(model, topics, MatchLimits.DEFAULT, TopicFloors.none(model.topics()));
    List<float[]> background = new ArrayList<>();
    for (Entry entry : EntrySample.of(splits, namespaces, minCharacters)) {
      background.add(matcher.similarities(entry));
    }
    LsaSummary summary = LsaSummary.read(topicsFolder.resolve("lsa/lsa.json"));
    List<TextVector> sections = TopicPrototypes.sections(topicsFolder);
    return of(topics, sections, background, explained(summary));
  }

  /**
   * Learns.
   *
   * @param sections the site's
   * @param background similarities of entries with each topic
   * @param explained the share of the sections' energy that the space holds, 0 to 1
   */
  static TopicFloors of(
      TopicPrototypes topics,
      List<TextVector> sections,
      List<float[]> background,
      double explained) {
    float[] similarity = new float[topics.topics()];
    boolean enough = background.size() >= FEWEST_ENTRIES;
    if (enough) {
      List<Float> ofSubjects = new ArrayList<>();
      for (int topic = 0; topic < similarity.length; topic++) {
        similarity[topic] = aboveBackground(background, topic);
        if (topics.isSubject(topic)) {
          ofSubjects.add(similarity[topic]);
        }
      }
      float lowest = quantile(floats(ofSubjects), 0.25);
      for (int topic = 0; topic < similarity.length; topic++) {
        similarity[topic] = Math.max(similarity[topic], lowest);
      }
    }
    return new TopicFloors(
        RELEVANCE_PART * Math.sqrt(explained),
        similarity,
        topics.otherSections(sections, OTHER_SECTIONS),
        enough ? background.size() : 0);
  }

  private static float aboveBackground(List<float[]> background, int topic) {
    float[] all = new float[background.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = background.get(i)[topic];
    }
    float median = quantile(all, 0.5);
    double spread = (median - quantile(all, 0.25)) / QUARTILE;
    return (float) (median + SPREADS * spread);
  }

  private static double explained(LsaSummary summary) {
    double kept = Arrays.stream(summary.singularValues()).map(value -> value * value).sum();
    return summary.energy() > 0 ? Math.min(1, kept / summary.energy()) : 0;
  }

  /** The value that a share of all don't exceed; 0 of none. Sorts what it is given. */
  static float quantile(float[] values, double share) {
    if (values.length == 0) {
      return 0;
    }
    Arrays.sort(values);
    return values[(int) Math.min(values.length - 1L, Math.round(share * (values.length - 1)))];
  }

  private static float[] floats(List<Float> list) {
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i);
    }
    return values;
  }
}
