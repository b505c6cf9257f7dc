package dev.docent.serving.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.docent.serving.prediction.proto.DataType;
import dev.docent.serving.prediction.proto.TensorProto;
import dev.docent.serving.prediction.proto.TensorShapeProto;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorsTest {
  private static TensorProto.Builder ints(long... shape) {
    return TensorProto.newBuilder()
        .setDtype(DataType.DT_INT32)
        .setTensorShape(Tensors.shape(shape));
  }

  private static String refusal(TensorProto tensor) {
    return assertThrows(IllegalArgumentException.class, () -> Tensors.ints(tensor, 100))
        .getMessage();
  }

  @Test
  void readsWhatItWrites() {
    int[] values = {0, 1, -1, 30521, Integer.MAX_VALUE, Integer.MIN_VALUE};
    TensorProto tensor = Tensors.ofInts(values, 2, 3);
    assertArrayEquals(values, Tensors.ints(tensor, 6));
    assertArrayEquals(new long[] {2, 3}, Tensors.sizes(tensor));
    float[] floats = {1.5f, -0f, Float.MIN_VALUE};
    assertArrayEquals(floats, Tensors.floats(Tensors.ofFloats(floats), 3));
  }

  /**
   * The bytes of {@code tf.make_tensor_proto([[1, 2], [3, 300]], tf.int32)}: field numbers and
   * types of tensor.proto, worked out by hand.
   */
  @Test
  void readsTheBytesThatTensorFlowWrites() throws Exception {
    byte[] bytes =
        HexFormat.of()
            .parseHex(
                "0803" + "12081202080212020802" + "2210" + "0100000002000000030000002c010000");
    assertArrayEquals(new int[] {1, 2, 3, 300}, Tensors.ints(TensorProto.parseFrom(bytes), 4));
  }

  @Test
  void writesPackedValuesUnderTheirFieldNumber() {
    assertEquals(
        "0803" + "12081202080112020802" + "3a0301ac02",
        HexFormat.of().formatHex(Tensors.ofInts(new int[] {1, 300}, 1, 2).toByteArray()));
    assertEquals(
        "0801" + "120412020801" + "2a040000803f",
        HexFormat.of().formatHex(Tensors.ofFloats(new float[] {1}).toByteArray()));
  }

  @Test
  void readsContentAsLittleEndian() {
    TensorProto tensor =
        ints(1).setTensorContent(ByteString.copyFrom(new byte[] {1, 2, 0, 0})).build();
    assertArrayEquals(new int[] {513}, Tensors.ints(tensor, 1));
  }

  @Test
  void repeatsTheLastOfAShortList() {
    assertArrayEquals(
        new int[] {7, 8, 8, 8}, Tensors.ints(ints(2, 2).addAllIntVal(List.of(7, 8)).build(), 4));
  }

  @Test
  void refusesTensorsThatContradictThemselves() {
    assertTrue(refusal(ints(2).addAllIntVal(List.of(1, 2, 3)).build()).contains("3 values"));
    assertTrue(refusal(ints(2).build()).contains("0 values"));
    assertTrue(
        refusal(ints(2).setTensorContent(ByteString.copyFrom(new byte[7])).build())
            .contains("7 bytes"));
    assertTrue(refusal(ints(-1, 2).build()).contains("shape"));
    assertTrue(
        refusal(ints().setTensorShape(TensorShapeProto.newBuilder().setUnknownRank(true)).build())
            .contains("no shape"));
    assertTrue(refusal(Tensors.ofFloats(new float[1])).contains("DT_FLOAT"));
    assertTrue(refusal(ints(1).setDtypeValue(999).build()).contains("999"));
  }

  @Test
  void refusesHugeShapesBeforeItTakesMemory() {
    assertTrue(refusal(ints(1L << 40).addIntVal(1).build()).contains("at most 100"));
    assertTrue(refusal(ints(1L << 33, 1L << 33).addIntVal(1).build()).contains("at most 100"));
    assertTrue(refusal(ints(101).addIntVal(1).build()).contains("at most 100"));
  }
}
