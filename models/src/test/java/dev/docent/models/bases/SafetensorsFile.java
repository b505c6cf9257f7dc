package dev.docent.models.bases;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes safetensors files as PyTorch's models are saved: linear layers are [out, in]. */
public final class SafetensorsFile {
  private final Map<String, Object> header = new LinkedHashMap<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  public SafetensorsFile() {
    header.put("__metadata__", Map.of("format", "pt"));
  }

  /** Adds a tensor of the type F32, F16 or BF16; F16 must hold the values exactly. */
  public SafetensorsFile add(String name, String type, long[] shape, float[] values) {
    int width = type.equals("F32") ? 4 : 2;
    ByteBuffer bytes = ByteBuffer.allocate(values.length * width).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      switch (type) {
        case "F32" -> bytes.putFloat(value);
        case "BF16" -> bytes.putShort((short) (Float.floatToIntBits(value) >> 16));
        default -> bytes.putShort(half(value));
      }
    }
    long start = data.size();
    data.writeBytes(bytes.array());
    header.put(
        name,
        Map.of("dtype", type, "shape", shape, "data_offsets", List.of(start, (long) data.size())));
    return this;
  }

  /** Adds what Google's name stands for, under PyTorch's name and in its layout. */
  public SafetensorsFile addGoogle(
      String prefix, String type, String name, long[] shape, float[] values) {
    String pytorch =
        prefix
            + name.substring("bert/".length())
                .replace("layer_", "layer.")
                .replace('/', '.')
                .replaceAll("_embeddings$", "_embeddings.weight")
                .replace("LayerNorm.gamma", "LayerNorm.weight")
                .replace("LayerNorm.beta", "LayerNorm.bias");
    if (!pytorch.endsWith(".kernel")) {
      return add(pytorch, type, shape, values);
    }
    int in = (int) shape[0];
    int out = (int) shape[1];
    float[] turned = new float[values.length];
    for (int i = 0; i < in; i++) {
      for (int o = 0; o < out; o++) {
        turned[o * in + i] = values[i * out + o];
      }
    }
    return add(pytorch.replace(".kernel", ".weight"), type, new long[] {out, in}, turned);
  }

  public void write(Path file) throws IOException {
    byte[] json = new ObjectMapper().writeValueAsBytes(header);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
      out.write(json);
      data.writeTo(out);
    }
  }

  /** Of numbers that binary16 holds exactly and that are not subnormal there. */
  private static short half(float value) {
    int bits = Float.floatToIntBits(value);
    int exponent = ((bits >> 23) & 0xFF) - 127 + 15;
    int sign = (bits >>> 16) & 0x8000;
    return (short) (value == 0 ? sign : sign | exponent << 10 | (bits >> 13) & 0x3FF);
  }
}
