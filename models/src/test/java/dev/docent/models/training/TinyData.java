package dev.docent.models.training;

import dev.docent.models.TinyBert;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.records.tfrecord.Example;
import dev.docent.records.tfrecord.TfRecordWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Made-up groups in which the positive shares pieces with the query. */
final class TinyData {
  static final int SEQUENCE_LENGTH = 32;

  private TinyData() {}

  static List<Group> groups(int count, long seed) {
    Random random = new Random(seed);
    List<Group> groups = new ArrayList<>();
    for (int g = 0; g < count; g++) {
      int[] query = pieces(random, 3);
      List<Pair> pairs = new ArrayList<>();
      List<Float> labels = new ArrayList<>();
      for (int p = 0; p < 4; p++) {
        int[] passage = pieces(random, 4 + random.nextInt(12));
        if (p == 0) {
          System.arraycopy(query, 0, passage, 1, 3);
        }
        pairs.add(pair(query, passage));
        labels.add(p == 0 ? 1f : 0f);
      }
      groups.add(new Group(g, pairs, labels));
    }
    return groups;
  }

  static void write(Path file, List<Group> groups) throws IOException {
    try (TfRecordWriter writer = TfRecordWriter.create(file)) {
      for (Group group : groups) {
        for (int i = 0; i < group.pairs().size(); i++) {
          Pair pair = group.pairs().get(i);
          int[] mask = new int[SEQUENCE_LENGTH];
          Arrays.fill(mask, 0, pair.length(), 1);
          writer.write(
              Example.builder()
                  .ints("input_ids", Arrays.copyOf(pair.inputIds(), SEQUENCE_LENGTH))
                  .ints("input_mask", mask)
                  .ints("segment_ids", Arrays.copyOf(pair.segmentIds(), SEQUENCE_LENGTH))
                  .floats("label", group.labels().get(i))
                  .int64s("group", group.id())
                  .text("example_id", "e" + group.id())
                  .build());
        }
      }
    }
  }

  private static int[] pieces(Random random, int length) {
    return random.ints(length, 4, TinyBert.VOCABULARY).toArray();
  }

  /** As packed by PairEncoder, with 2 for [CLS] and 3 for [SEP]. */
  private static Pair pair(int[] query, int[] passage) {
    int[] ids = new int[query.length + passage.length + 3];
    int[] segments = new int[ids.length];
    ids[0] = 2;
    System.arraycopy(query, 0, ids, 1, query.length);
    ids[query.length + 1] = 3;
    System.arraycopy(passage, 0, ids, query.length + 2, passage.length);
    ids[ids.length - 1] = 3;
    Arrays.fill(segments, query.length + 2, ids.length, 1);
    return new Pair(ids, segments);
  }
}
