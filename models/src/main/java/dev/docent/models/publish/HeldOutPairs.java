package dev.docent.models.publish;

import dev.docent.records.stage.Stage;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.records.tfrecord.Example;
import dev.docent.records.tfrecord.TfRecordReader;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Real pairs that no training has seen: requests as users will make them. */
final class HeldOutPairs {
  /** {@code [CLS] [SEP] [SEP]} of BERT's uncased vocabularies: scored where nothing else is. */
  private static final Pair EMPTY = new Pair(new int[] {101, 102, 102}, new int[] {0, 0, 1});

  private HeldOutPairs() {}

  /**
   * The pairs of the first queries of the data set that a model was trained on, test queries first,
   * a request a query. One request of an empty pair where the data set is gone or holds none.
   *
   * @param limit at most this many requests, 1 or more
   */
  static List<List<Pair>> of(Workspace workspace, Artifact train, int limit) throws IOException {
    List<List<Pair>> requests = new ArrayList<>();
    String dataset = train.manifest().inputs().get(Stage.DATASET.id());
    Optional<Artifact> made =
        dataset == null ? Optional.empty() : workspace.find(Stage.DATASET, dataset);
    if (made.isPresent()) {
      for (String split : List.of("test", "validation")) {
        Path file = made.get().folder().resolve("tfrecord").resolve(split + ".tfrecord");
        if (Files.exists(file) && requests.size() < limit) {
          requests.addAll(read(file, limit - requests.size()));
        }
      }
    }
    return requests.isEmpty() ? List.of(List.of(EMPTY)) : requests;
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
