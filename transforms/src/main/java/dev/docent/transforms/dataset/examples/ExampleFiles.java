package dev.docent.transforms.dataset.examples;

import dev.docent.records.Passage;
import dev.docent.records.Split;
import dev.docent.records.TrainingExample;
import dev.docent.records.text.PairEncoder;
import dev.docent.records.tfrecord.Example;
import dev.docent.records.tfrecord.TfRecordWriter;
import dev.docent.transforms.dataset.SeededHash;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Writes training examples as the TFRecord files that the trainer reads. */
public final class ExampleFiles {
  private final PairEncoder encoder;
  private final long seed;

  public ExampleFiles(PairEncoder encoder, long seed) {
    this.encoder = encoder;
    this.seed = seed;
  }

  /**
   * Writes {@code train.tfrecord}, {@code validation.tfrecord} and {@code test.tfrecord}: one
   * record a passage, a query's records in succession, the positive first. Queries stand in an
   * order of chance, so that neighbours come from different documents; their numbers count over all
   * files.
   */
  public void write(Path folder, List<TrainingExample> examples) throws IOException {
    long group = 0;
    for (Split split : Split.values()) {
      List<TrainingExample> own = ordered(examples, split);
      Path file = folder.resolve(split.name().toLowerCase(Locale.ROOT) + ".tfrecord");
      try (TfRecordWriter writer = TfRecordWriter.create(file)) {
        for (TrainingExample example : own) {
          for (Passage passage : example.getPassages()) {
            writer.write(record(example, passage, group));
          }
          group++;
        }
      }
    }
  }

  private List<TrainingExample> ordered(List<TrainingExample> examples, Split split) {
    return examples.stream()
        .filter(example -> example.getSplit() == split)
        .sorted(
            Comparator.comparingLong(
                    (TrainingExample example) -> SeededHash.of(seed, "file", example.getId()))
                .thenComparing(TrainingExample::getId))
        .toList();
  }

  private Example record(TrainingExample example, Passage passage, long group) {
    PairEncoder.Pair pair =
        encoder.encode(example.getQuery(), passage.getTitle(), passage.getText());
    int length = encoder.sequenceLength();
    int[] mask = new int[length];
    Arrays.fill(mask, 0, pair.length(), 1);
    return Example.builder()
        .ints("input_ids", Arrays.copyOf(pair.inputIds(), length))
        .ints("input_mask", mask)
        .ints("segment_ids", Arrays.copyOf(pair.segmentIds(), length))
        .floats("label", passage.getLabel())
        .int64s("group", group)
        .text("example_id", example.getId())
        .build();
  }
}
