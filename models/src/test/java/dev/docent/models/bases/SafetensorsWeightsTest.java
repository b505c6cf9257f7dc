package dev.docent.models.bases;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsWeightsTest {
  private static final String QUERY = "encoder.layer.0.attention.self.query.weight";
  private static final String GOOGLE = "bert/encoder/layer_0/attention/self/query/kernel";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"F32,''", "F16,''", "BF16,''", "F32,bert.", "BF16,bert."})
  void turnsLinearLayersRound(String type, String prefix) throws Exception {
    Path file = folder.resolve("model.safetensors");
    new SafetensorsFile()
        .add(prefix + QUERY, type, new long[] {2, 3}, new float[] {1, 2, 3, -0.5f, 0, 0.25f})
        .add("cls.predictions.bias", "I64", new long[] {0}, new float[0])
        .write(file);
    SafetensorsWeights.read(
        file,
        (name, shape, values) -> {
          assertEquals(GOOGLE, name);
          assertArrayEquals(new long[] {3, 2}, shape);
          assertArrayEquals(new float[] {1, -0.5f, 2, 0, 3, 0.25f}, values);
        });
  }

  @Test
  void readsMiniLmAsTheOnnxFileHasIt() throws Exception {
    Path file = folder.resolve("model.safetensors");
    Map<String, float[]> expected = new TreeMap<>();
    SafetensorsFile written = new SafetensorsFile();
    Bases.weights(Bases.MINI_LM)
        .forEach(
            (name, shape, values) -> {
              expected.put(name, values);
              written.addGoogle("bert.", "F32", name, shape, values);
            });
    written.write(file);
    Map<String, float[]> read = new TreeMap<>();
    SafetensorsWeights.read(file, (name, shape, values) -> read.put(name, values));
    assertEquals(expected.keySet(), read.keySet());
    expected.forEach((name, values) -> assertArrayEquals(values, read.get(name), name));
  }

  /** Values of IEEE 754-2008, table 3.5 and its derivations. */
  @ParameterizedTest
  @CsvSource({
    "3C00,1",
    "C000,-2",
    "7BFF,65504",
    "0001,5.9604645E-8",
    "03FF,6.097555E-5",
    "0400,6.1035156E-5",
    "3555,0.33325195",
    "0000,0",
    "7C00,Infinity",
    "FC00,-Infinity",
    "7E00,NaN"
  })
  void readsHalves(String bits, float value) {
    assertEquals(value, SafetensorsWeights.half((short) Integer.parseInt(bits, 16)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"F64", "I8", "F8_E4M3"})
  void namesATypeThatItDoesNotRead(String type) throws Exception {
    Path file = folder.resolve("model.safetensors");
    new SafetensorsFile().add(QUERY, type, new long[] {1, 1}, new float[] {1}).write(file);
    assertTrue(refusal(file).contains(type));
  }

  @Test
  void refusesAHeaderLongerThanTheFile() throws Exception {
    Path file = written();
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.write(new byte[] {-1, -1, -1, -1, -1, -1, -1, 127});
    }
    assertTrue(refusal(file).contains("header"), refusal(file));
  }

  @Test
  void refusesATensorBeyondTheEnd() throws Exception {
    Path file = written();
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 1));
    assertTrue(refusal(file).contains(QUERY), refusal(file));
  }

  @Test
  void refusesAShapeThatIsNotTheBytes() throws Exception {
    Path file = written();
    String text = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    Files.writeString(
        file,
        text.replace("\"shape\":[2,2]", "\"shape\":[2,9]"),
        java.nio.charset.StandardCharsets.ISO_8859_1);
    assertTrue(refusal(file).contains(QUERY), refusal(file));
  }

  @Test
  void refusesWhatIsNoJson() throws Exception {
    Path file = folder.resolve("model.safetensors");
    Files.write(file, new byte[] {3, 0, 0, 0, 0, 0, 0, 0, '{', 'x', '}'});
    assertTrue(refusal(file).contains("damaged"), refusal(file));
  }

  @Test
  void passesOverWhatNoEncoderHas() {
    for (String name :
        new String[] {
          "pooler.dense.weight", "cls.predictions.bias", "bert.embeddings.position_ids"
        }) {
      assertTrue(SafetensorsWeights.googleName(name).isEmpty(), name);
    }
    assertEquals(
        "bert/embeddings/LayerNorm/gamma",
        SafetensorsWeights.googleName("bert.embeddings.LayerNorm.gamma").orElseThrow());
  }

  private Path written() throws Exception {
    Path file = folder.resolve("model.safetensors");
    new SafetensorsFile().add(QUERY, "F32", new long[] {2, 2}, new float[4]).write(file);
    return file;
  }

  private static String refusal(Path file) {
    return assertThrows(
            UserException.class, () -> SafetensorsWeights.read(file, (name, shape, values) -> {}))
        .getMessage();
  }
}
