package dev.docent.models.bases;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the initializers of a BERT exported from PyTorch to ONNX. The export gives kernels no names
 * of their own: a kernel is known by the {@code Add} that follows its {@code MatMul} and takes a
 * named bias. Field numbers are those of ONNX's {@code onnx.proto}.
 */
final class OnnxWeights {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_OP_TYPE = 4;
  private static final int TENSOR_DIMS = 1;
  private static final int TENSOR_DATA_TYPE = 2;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_RAW_DATA = 9;
  private static final int FLOAT = 1;

  private static final Pattern LAYER = Pattern.compile("encoder\\.layer\\.(\\d+)\\.(.*)");

  /** Names of a MatMul's output, to the names of its inputs. */
  private final Map<String, List<String>> products = new HashMap<>();

  /** Names of anonymous kernels, to names as PyTorch has them. */
  private final Map<String, String> kernels = new HashMap<>();

  private final Weights.Consumer consumer;

  private OnnxWeights(Weights.Consumer consumer) {
    this.consumer = consumer;
  }

  static void read(InputStream onnx, Weights.Consumer consumer) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(onnx, 1 << 16);
    in.setSizeLimit(Integer.MAX_VALUE);
    OnnxWeights reader = new OnnxWeights(consumer);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == MODEL_GRAPH) {
        int end = in.pushLimit(in.readRawVarint32());
        reader.readGraph(in);
        in.popLimit(end);
      } else {
        in.skipField(tag);
      }
    }
  }

  /** Nodes stand before initializers, as fields do that are written in their order. */
  private void readGraph(CodedInputStream in) throws IOException {
    while (!in.isAtEnd()) {
      int tag = in.readTag();
      int end;
      switch (WireFormat.getTagFieldNumber(tag)) {
        case GRAPH_NODE -> {
          end = in.pushLimit(in.readRawVarint32());
          readNode(in);
          in.popLimit(end);
        }
        case GRAPH_INITIALIZER -> {
          end = in.pushLimit(in.readRawVarint32());
          readInitializer(in);
          in.popLimit(end);
        }
        default -> in.skipField(tag);
      }
    }
  }

  private void readNode(CodedInputStream in) throws IOException {
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    String type = "";
    while (!in.isAtEnd()) {
      int tag = in.readTag();
      switch (WireFormat.getTagFieldNumber(tag)) {
        case NODE_INPUT -> inputs.add(in.readString());
        case NODE_OUTPUT -> outputs.add(in.readString());
        case NODE_OP_TYPE -> type = in.readString();
        default -> in.skipField(tag);
      }
    }
    if (type.equals("MatMul")) {
      products.put(outputs.get(0), inputs);
    } else if (type.equals("Add")) {
      nameKernel(inputs.get(0), inputs.get(1));
      nameKernel(inputs.get(1), inputs.get(0));
    }
  }

  private void nameKernel(String bias, String product) {
    List<String> factors = products.get(product);
    if (factors != null && bias.endsWith(".bias")) {
      kernels.put(factors.get(1), bias.substring(0, bias.length() - ".bias".length()) + ".kernel");
    }
  }

  private void readInitializer(CodedInputStream in) throws IOException {
    List<Long> dims = new ArrayList<>();
    int type = 0;
    String name = "";
    byte[] data = {};
    while (!in.isAtEnd()) {
      int tag = in.readTag();
      switch (WireFormat.getTagFieldNumber(tag)) {
        case TENSOR_DIMS -> dims.add(in.readInt64());
        case TENSOR_DATA_TYPE -> type = in.readInt32();
        case TENSOR_NAME -> name = in.readString();
        case TENSOR_RAW_DATA -> data = in.readByteArray();
        default -> in.skipField(tag);
      }
    }
    if (type == FLOAT) {
      float[] values = new float[data.length / Float.BYTES];
      ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      long[] shape = dims.stream().mapToLong(Long::longValue).toArray();
      consumer.accept(googleName(kernels.getOrDefault(name, name)), shape, values);
    }
  }

  /** From {@code encoder.layer.0.output.dense.bias} to Google's name for it. */
  static String googleName(String pytorch) {
    String bare = pytorch.startsWith("bert.") ? pytorch.substring("bert.".length()) : pytorch;
    Matcher layer = LAYER.matcher(bare);
    String name = layer.matches() ? "encoder.layer_" + layer.group(1) + "." + layer.group(2) : bare;
    return "bert/"
        + name.replace("LayerNorm.weight", "LayerNorm.gamma")
            .replace("LayerNorm.bias", "LayerNorm.beta")
            .replace("_embeddings.weight", "_embeddings")
            .replace('.', '/');
  }
}
