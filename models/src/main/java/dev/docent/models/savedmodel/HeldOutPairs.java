package dev.docent.models.savedmodel;

import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.records.tfrecord.Example;
import dev.docent.records.tfrecord.TfRecordReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Real pairs that no training has seen: requests as users will make them. */
public final class HeldOutPairs {
  /** {@code [CLS] [SEP] [SEP]} of BERT's uncased vocabularies: scored where nothing else is. */
  private static final Pair EMPTY = new Pair(new int[] {101, 102, 102}, new int[] {0, 0, 1});

  private HeldOutPairs() {}

  /** One request of an empty pair, for models of which no data set is known. */
  public static List<List<Pair>> none() {
    return List.of(List.of(EMPTY));
  }

  /**
   * The pairs of the first queries of a data set, test queries first, a request a query. One
   * request of an empty pair where it holds none.
   *
   * @param tfrecords the folder of the data set's TFRecord files
   * @param limit at most this many requests, 1 or more
   */
  public static List<List<Pair>> of(Path tfrecords, int limit) throws IOException {
    List<List<Pair>> requests = new ArrayList<>();
    for (String split : List.of("test", "validation")) {
      Path file = tfrecords.resolve(split + ".tfrecord");
      if (Files.exists(file) && requests.size() < limit) {
        requests.addAll(read(file, limit - requests.size()));
      }
    }
    return requests.isEmpty() ? none() : requests;
  }

  private static List<List<Pair>> read(Path file, int limit) throws IOException {
    Map<Long, List<Pair>> groups = new LinkedHashMap<>();
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      for (byte[] data = reader.next(); data != null; data = reader.next()) {
        Example example = Example.parse(data);
        long group = example.int64s("group")[0];
        if (!groups.containsKey(group) && groups.size() == limit) {
          break;
        }
        int length = (int) Arrays.stream(example.int64s("input_mask")).sum();
        groups
            .computeIfAbsent(group, id -> new ArrayList<>())
            .add(
                new Pair(
                    Arrays.copyOf(example.ints("input_ids"), length),
                    Arrays.copyOf(example.ints("segment_ids"), length)));
      }
    }
    return List.copyOf(groups.values());
  }
}
