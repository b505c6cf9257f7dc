package dev.docent.models.bases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.UserException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a BERT encoder out of a safetensors file: the length of a header (uint64, little-endian),
 * the header in JSON with each tensor's type, shape and place, then the tensors' bytes. Linear
 * layers are [out, in] there and are turned round; tensors that no encoder has, such as a pooler,
 * are passed over.
 */
final class SafetensorsWeights {
  /** HuggingFace's own reader refuses greater ones. */
  private static final long MAX_HEADER_BYTES = 100_000_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final FileChannel channel;
  private final long dataStart;

  private SafetensorsWeights(Path file, FileChannel channel, long dataStart) {
    this.file = file;
    this.channel = channel;
    this.dataStart = dataStart;
  }

  /**
   * Reads all tensors of an encoder.
   *
   * @throws UserException if the file is damaged, or a tensor is of another type than F32, F16 or
   *     BF16
   */
  static void read(Path file, Weights.Consumer consumer) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      long length = size < Long.BYTES ? -1 : bytes(channel, 0, Long.BYTES).getLong();
      if (length < 2 || length > MAX_HEADER_BYTES || length > size - Long.BYTES) {
        throw new UserException(
            "'%s' is no safetensors file: its header would have %d of its %d bytes"
                .formatted(file, length, size));
      }
      SafetensorsWeights reader = new SafetensorsWeights(file, channel, Long.BYTES + length);
      JsonNode header = reader.header((int) length);
      for (Map.Entry<String, JsonNode> tensor : header.properties()) {
        Optional<String> name = googleName(tensor.getKey());
        if (name.isPresent()) {
          reader.tensor(tensor.getKey(), name.get(), tensor.getValue(), consumer);
        }
      }
    }
  }

  private JsonNode header(int length) throws IOException {
    byte[] text = new byte[length];
    bytes(channel, Long.BYTES, length).get(text);
    try {
      JsonNode header = JSON.readTree(text);
      if (header != null && header.isObject()) {
        return header;
      }
      throw new UserException("the header of '%s' is no JSON object".formatted(file));
    } catch (JsonProcessingException e) {
      throw new UserException(
          "the header of '%s' is damaged: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }

  private void tensor(
      String name, String googleName, JsonNode description, Weights.Consumer consumer)
      throws IOException {
    String type = description.path("dtype").asText("none");
    int width =
        switch (type) {
          case "F32" -> Float.BYTES;
          case "F16", "BF16" -> Short.BYTES;
          default ->
              throw new UserException(
                  "the tensor '%s' of '%s' is of the type %s; valid are F32, F16 and BF16"
                      .formatted(name, file, type));
        };
    long[] shape = new long[description.path("shape").size()];
    long count = 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = description.path("shape").path(i).asLong(-1);
      count = shape[i] < 0 || shape[i] > Integer.MAX_VALUE ? -1 : count * shape[i];
      if (count < 0 || count > Integer.MAX_VALUE / Float.BYTES) {
        throw damaged(name, description);
      }
    }
    long start = description.path("data_offsets").path(0).asLong(-1);
    long end = description.path("data_offsets").path(1).asLong(-1);
    if (start < 0
        || end < start
        || end - start != count * width
        || end > channel.size() - dataStart) {
      throw damaged(name, description);
    }
    ByteBuffer data = bytes(channel, dataStart + start, (int) (end - start));
    float[] values = new float[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case "F32" -> data.getFloat();
            case "F16" -> half(data.getShort());
            default -> Float.intBitsToFloat(data.getShort() << 16);
          };
    }
    if (googleName.endsWith("/kernel") && shape.length == 2) {
      consumer.accept(
          googleName,
          new long[] {shape[1], shape[0]},
          transposed(values, (int) shape[0], (int) shape[1]));
    } else {
      consumer.accept(googleName, shape, values);
    }
  }

  private UserException damaged(String name, JsonNode description) {
    return new UserException(
        "the tensor '%s' of '%s' is damaged: %s doesn't fit the file"
            .formatted(name, file, description));
  }

  /** Google's name of one of PyTorch's; empty for what an encoder doesn't have. */
  static Optional<String> googleName(String pytorch) {
    String name = pytorch.startsWith("bert.") ? pytorch.substring("bert.".length()) : pytorch;
    boolean known =
        (name.startsWith("embeddings.") && !name.endsWith("position_ids"))
            || name.startsWith("encoder.layer.");
    if (!known) {
      return Optional.empty();
    }
    String google = OnnxWeights.googleName(name);
    return Optional.of(
        google.endsWith("/weight")
            ? google.substring(0, google.length() - "weight".length()) + "kernel"
            : google);
  }

  private static float[] transposed(float[] values, int rows, int columns) {
    float[] turned = new float[values.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        turned[column * rows + row] = values[row * columns + column];
      }
    }
    return turned;
  }

  /** IEEE 754 binary16. */
  static float half(short bits) {
    int sign = bits < 0 ? -1 : 1;
    int exponent = (bits >> 10) & 0x1F;
    int fraction = bits & 0x3FF;
    if (exponent == 0x1F) {
      return fraction != 0 ? Float.NaN : sign * Float.POSITIVE_INFINITY;
    }
    return exponent == 0
        ? sign * Math.scalb((float) fraction, -24)
        : sign * Math.scalb(1024f + fraction, exponent - 25);
  }

  private static ByteBuffer bytes(FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException("the file ends within a tensor");
      }
    }
    return buffer.flip();
  }
}
