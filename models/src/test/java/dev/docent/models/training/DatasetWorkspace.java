package dev.docent.models.training;

import dev.docent.models.bases.Bases;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageBody;
import dev.docent.records.stage.StageExecutor;
import dev.docent.records.stage.StageResult;
import dev.docent.records.text.PairEncoder;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.records.text.Vocabulary;
import dev.docent.records.text.WordPiece;
import dev.docent.records.tfrecord.DatasetCard;
import dev.docent.records.tfrecord.Example;
import dev.docent.records.tfrecord.TfRecordWriter;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A workspace whose data set is a few pairs in words, as the dataset stage writes them. */
public final class DatasetWorkspace {
  static final int SEQUENCE_LENGTH = 32;

  private static final List<String> SUBJECTS =
      List.of("kubernetes", "terraform", "kafka", "postgres", "nginx", "redis", "linux", "docker");

  private final Workspace workspace;
  private final Map<Stage, String> made = new EnumMap<>(Stage.class);

  private DatasetWorkspace(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Makes it, or finds it made; the stages before the data set are empty. */
  public static DatasetWorkspace create(Path folder, Vocabulary vocabulary) throws Exception {
    DatasetWorkspace made = new DatasetWorkspace(Workspace.open(folder.toString()));
    Path source = Files.createDirectories(folder.resolve("source"));
    made.run(Stage.INGEST, Map.of("articles", source.toString()), context -> {});
    made.run(Stage.PARSE, Map.of(), context -> {});
    made.run(Stage.TOPICS, Map.of(), context -> {});
    Path dump = folder.resolve("dump.xml");
    if (!Files.exists(dump)) {
      Files.createFile(dump);
    }
    made.run(Stage.MATCH, Map.of("wikipedia", dump.toString()), context -> {});
    made.run(Stage.DATASET, Map.of(), context -> writeDataset(context.output(), vocabulary));
    return made;
  }

  public Workspace workspace() {
    return workspace;
  }

  /** Runs a stage with some settings, the others at their defaults. */
  public StageResult run(Stage stage, Map<String, String> values, StageBody body) throws Exception {
    Record settings = Settings.read(stage.settings(), stage.id(), values);
    StageExecutor executor = new StageExecutor(workspace);
    Map<Stage, String> inputs = new EnumMap<>(Stage.class);
    stage.inputs().forEach(input -> inputs.put(input, made.get(input)));
    StageResult result =
        executor.execute(executor.plan(stage, settings, inputs), body, List.of(), false);
    made.put(stage, result.artifact().fingerprint());
    return result;
  }

  private static void writeDataset(Path output, Vocabulary vocabulary) throws IOException {
    Files.createDirectories(output.resolve("tfrecord"));
    vocabulary.write(output.resolve("vocab.txt"));
    new DatasetCard(
            Bases.MINI_LM.name(),
            SEQUENCE_LENGTH,
            3,
            vocabulary.sha256(),
            17,
            SUBJECTS.size(),
            Map.of(),
            Map.of(),
            Map.of())
        .write(output);
    write(output.resolve("tfrecord/train.tfrecord"), 0, 6);
    write(output.resolve("tfrecord/validation.tfrecord"), 6, 8);
    write(output.resolve("tfrecord/test.tfrecord"), 0, 0);
  }

  private static void write(Path file, int from, int to) throws IOException {
    PairEncoder encoder =
        new PairEncoder(new WordPiece(Vocabulary.ofBase(Bases.MINI_LM.name())), SEQUENCE_LENGTH);
    try (TfRecordWriter writer = TfRecordWriter.create(file)) {
      for (int group = from; group < to; group++) {
        for (int i = 0; i < 3; i++) {
          String subject = SUBJECTS.get((group + i) % SUBJECTS.size());
          Pair pair =
              encoder.encode(
                  "how does " + SUBJECTS.get(group) + " work",
                  subject,
                  "What " + subject + " does, and how it is kept running.");
          int[] mask = new int[SEQUENCE_LENGTH];
          Arrays.fill(mask, 0, pair.length(), 1);
          writer.write(
              Example.builder()
                  .ints("input_ids", Arrays.copyOf(pair.inputIds(), SEQUENCE_LENGTH))
                  .ints("input_mask", mask)
                  .ints("segment_ids", Arrays.copyOf(pair.segmentIds(), SEQUENCE_LENGTH))
                  .floats("label", i == 0 ? 1 : 0)
                  .int64s("group", group)
                  .text("example_id", "e" + group)
                  .build());
        }
      }
    }
  }
}
