package dev.docent.models.savedmodel;

import dev.docent.models.network.Inputs;
import dev.docent.models.network.ScoringGraph;
import dev.docent.models.network.SentenceEncoder;
import dev.docent.models.network.TextBatch;
import dev.docent.records.text.Vocabulary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Writes a version folder that TensorFlow and TF-Serving load: {@code saved_model.pb}, {@code
 * variables/}, {@code assets/vocab.txt}, {@code assets.extra/docent.json}. The parts are put
 * together here, since TensorFlow-Java's exporter leaves resource variables out.
 */
public final class SavedModelExport {
  static final String TAG = "serve";
  static final String SIGNATURE = "serving_default";

  /** The sentence encoder's signature. */
  static final String EMBED = "embed";

  static final String METHOD = "tensorflow/serving/predict";

  private SavedModelExport() {}

  /** Writes the graph with the values its variables have now. */
  public static void write(
      ScoringGraph graph, Vocabulary vocabulary, ModelCard card, Path versionFolder)
      throws IOException {
    Path variables = versionFolder.resolve("variables");
    Path assets = versionFolder.resolve("assets");
    Files.createDirectories(variables);
    Files.createDirectories(assets);
    graph.save(variables.resolve("variables"));
    vocabulary.write(assets.resolve("vocab.txt"));
    card.write(versionFolder);
    SavedModel model =
        SavedModel.newBuilder()
            .setSavedModelSchemaVersion(1)
            .addMetaGraphs(metaGraph(graph))
            .build();
    try (OutputStream out = Files.newOutputStream(versionFolder.resolve("saved_model.pb"))) {
      model.writeTo(out);
    }
  }

  private static MetaGraphDef metaGraph(ScoringGraph graph) {
    SignatureDef signature =
        SignatureDef.newBuilder()
            .setMethodName(METHOD)
            .putInputs(Inputs.IDS, matrix(Inputs.IDS))
            .putInputs(Inputs.MASK, matrix(Inputs.MASK))
            .putInputs(Inputs.SEGMENTS, matrix(Inputs.SEGMENTS))
            .putOutputs(ScoringGraph.SCORE, tensor(ScoringGraph.SCORE, DataType.DT_FLOAT, 1))
            .build();
    MetaGraphDef.Builder meta =
        MetaGraphDef.newBuilder()
            .setMetaInfoDef(
                MetaGraphDef.MetaInfoDef.newBuilder()
                    .addTags(TAG)
                    .setTensorflowVersion(TensorFlow.version()))
            .setGraphDef(graph.definition())
            .setSaverDef(graph.saver())
            .putSignatureDef(SIGNATURE, signature);
    if (graph.embedding() != null) {
      meta.putSignatureDef(EMBED, embed());
    }
    return meta.build();
  }

  private static SignatureDef embed() {
    return SignatureDef.newBuilder()
        .setMethodName(METHOD)
        .putInputs(TextBatch.IDS, matrix(TextBatch.IDS))
        .putInputs(TextBatch.MASK, matrix(TextBatch.MASK))
        .putOutputs(
            SentenceEncoder.EMBEDDING, tensor(SentenceEncoder.EMBEDDING, DataType.DT_FLOAT, 2))
        .build();
  }

  private static TensorInfo matrix(String name) {
    return tensor(name, DataType.DT_INT32, 2);
  }

  private static TensorInfo tensor(String name, DataType type, int rank) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (int i = 0; i < rank; i++) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(-1));
    }
    return TensorInfo.newBuilder()
        .setName(name + ":0")
        .setDtype(type)
        .setTensorShape(shape)
        .build();
  }
}
