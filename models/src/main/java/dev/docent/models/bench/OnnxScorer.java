package dev.docent.models.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.docent.models.bases.Bases;
import dev.docent.models.bases.MavenArtifact;
import dev.docent.records.text.PairEncoder.Pair;
import java.io.IOException;
import java.io.InputStream;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * MiniLM's encoder by ONNX Runtime, with all its optimizations and as many threads as there are
 * cores. The library comes by Maven when it is asked for: nothing else needs it.
 */
final class OnnxScorer implements InferenceWorker.Scorer {
  static final MavenArtifact LIBRARY =
      new MavenArtifact("com.microsoft.onnxruntime", "onnxruntime", "1.22.0", 139);

  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs;

  OnnxScorer(List<Pair> pairs, int length) throws OrtException, IOException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    options.setIntraOpNumThreads(Runtime.getRuntime().availableProcessors());
    options.setInterOpNumThreads(1);
    try (InputStream onnx = Bases.miniLmOnnx()) {
      session = environment.createSession(onnx.readAllBytes(), options);
    }
    long[] ids = new long[pairs.size() * length];
    long[] types = new long[ids.length];
    long[] mask = new long[ids.length];
    Arrays.fill(mask, 1);
    for (int row = 0; row < pairs.size(); row++) {
      for (int column = 0; column < length; column++) {
        ids[row * length + column] = pairs.get(row).inputIds()[column];
        types[row * length + column] = pairs.get(row).segmentIds()[column];
      }
    }
    long[] shape = {pairs.size(), length};
    inputs =
        Map.of(
            "input_ids", OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape),
            "attention_mask", OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), shape),
            "token_type_ids", OnnxTensor.createTensor(environment, LongBuffer.wrap(types), shape));
  }

  @Override
  public void score() throws OrtException {
    session.run(inputs).close();
  }

  @Override
  public void close() throws OrtException {
    inputs.values().forEach(OnnxTensor::close);
    session.close();
  }
}
