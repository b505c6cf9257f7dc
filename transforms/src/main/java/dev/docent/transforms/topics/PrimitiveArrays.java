package dev.docent.transforms.topics;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Arrays of numbers in a stream: a length, then the values big-endian, moved in large pieces. */
final class PrimitiveArrays {
  private static final int PIECE = 1 << 16;

  private PrimitiveArrays() {}

  static void writeInt(int value, OutputStream out) throws IOException {
    out.write(ByteBuffer.allocate(4).putInt(value).array());
  }

  static int readInt(InputStream in) throws IOException {
    return new DataInputStream(in).readInt();
  }

  static void write(int[] values, OutputStream out) throws IOException {
    writeInt(values.length, out);
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(PIECE, values.length * 4L));
    for (int start = 0; start < values.length; ) {
      int n = Math.min(PIECE / 4, values.length - start);
      buffer.asIntBuffer().put(values, start, n);
      out.write(buffer.array(), 0, n * 4);
      start += n;
    }
  }

  static void write(float[] values, OutputStream out) throws IOException {
    writeInt(values.length, out);
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(PIECE, values.length * 4L));
    for (int start = 0; start < values.length; ) {
      int n = Math.min(PIECE / 4, values.length - start);
      buffer.asFloatBuffer().put(values, start, n);
      out.write(buffer.array(), 0, n * 4);
      start += n;
    }
  }

  static void write(double[] values, OutputStream out) throws IOException {
    writeInt(values.length, out);
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(PIECE, values.length * 8L));
    for (int start = 0; start < values.length; ) {
      int n = Math.min(PIECE / 8, values.length - start);
      buffer.asDoubleBuffer().put(values, start, n);
      out.write(buffer.array(), 0, n * 8);
      start += n;
    }
  }

  static int[] readInts(InputStream in) throws IOException {
    int[] values = new int[readInt(in)];
    byte[] piece = new byte[(int) Math.min(PIECE, values.length * 4L)];
    DataInputStream data = new DataInputStream(in);
    for (int start = 0; start < values.length; ) {
      int n = Math.min(PIECE / 4, values.length - start);
      data.readFully(piece, 0, n * 4);
      ByteBuffer.wrap(piece).asIntBuffer().get(values, start, n);
      start += n;
    }
    return values;
  }

  static float[] readFloats(InputStream in) throws IOException {
    float[] values = new float[readInt(in)];
    byte[] piece = new byte[(int) Math.min(PIECE, values.length * 4L)];
    DataInputStream data = new DataInputStream(in);
    for (int start = 0; start < values.length; ) {
      int n = Math.min(PIECE / 4, values.length - start);
      data.readFully(piece, 0, n * 4);
      ByteBuffer.wrap(piece).asFloatBuffer().get(values, start, n);
      start += n;
    }
    return values;
  }

  static double[] readDoubles(InputStream in) throws IOException {
    double[] values = new double[readInt(in)];
    byte[] piece = new byte[(int) Math.min(PIECE, values.length * 8L)];
    DataInputStream data = new DataInputStream(in);
    for (int start = 0; start < values.length; ) {
      int n = Math.min(PIECE / 8, values.length - start);
      data.readFully(piece, 0, n * 8);
      ByteBuffer.wrap(piece).asDoubleBuffer().get(values, start, n);
      start += n;
    }
    return values;
  }
}
