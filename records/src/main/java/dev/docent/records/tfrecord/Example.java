package dev.docent.records.tfrecord;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A {@code tf.train.Example}: named lists of integers, floats or byte strings. Immutable; its bytes
 * are the same for the same content, features standing in the order of their names.
 *
 * <pre>{@code
 * Example.builder().int64s("input_ids", 101, 102).floats("label", 1f).build();
 * }</pre>
 */
public final class Example {
  private final Map<String, Feature> features;

  Example(Map<String, Feature> features) {
    this.features = Collections.unmodifiableMap(new TreeMap<>(features));
  }

  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads an example from its protobuf bytes; fields that we don't know are passed over.
   *
   * @throws IOException if the bytes are no example
   */
  public static Example parse(byte[] bytes) throws IOException {
    return new Example(ExampleProto.readExample(CodedInputStream.newInstance(bytes)));
  }

  public byte[] toByteArray() {
    return ExampleProto.example(features);
  }

  public Set<String> names() {
    return features.keySet();
  }

  /**
   * The integers of a feature, as a fresh array.
   *
   * @throws IllegalArgumentException if there is no such feature, or it holds something else
   */
  public long[] int64s(String name) {
    return feature(name, Feature.Int64s.class).values().clone();
  }

  /**
   * The integers of a feature as {@code int}s, as a fresh array.
   *
   * @throws ArithmeticException if one doesn't fit
   */
  public int[] ints(String name) {
    long[] values = feature(name, Feature.Int64s.class).values();
    int[] ints = new int[values.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = Math.toIntExact(values[i]);
    }
    return ints;
  }

  /** The floats of a feature, as a fresh array; throws as {@link #int64s} does. */
  public float[] floats(String name) {
    return feature(name, Feature.Floats.class).values().clone();
  }

  /** The byte strings of a feature; throws as {@link #int64s} does. */
  public List<byte[]> bytes(String name) {
    return feature(name, Feature.Bytes.class).values();
  }

  /** The first byte string of a feature as UTF-8 text. */
  public String text(String name) {
    Iterator<byte[]> values = bytes(name).iterator();
    if (!values.hasNext()) {
      throw new IllegalArgumentException("feature '%s' is empty".formatted(name));
    }
    return new String(values.next(), StandardCharsets.UTF_8);
  }

  private <F extends Feature> F feature(String name, Class<F> type) {
    Feature feature = features.get(name);
    if (feature == null) {
      throw new IllegalArgumentException(
          "no feature '%s' in the example; it has %s".formatted(name, features.keySet()));
    }
    if (!type.isInstance(feature)) {
      throw new IllegalArgumentException(
          "feature '%s' holds %s, not %s"
              .formatted(name, feature.getClass().getSimpleName(), type.getSimpleName()));
    }
    return type.cast(feature);
  }

  /** Collects features; a name given twice keeps the later value. */
  public static final class Builder {
    private final Map<String, Feature> features = new TreeMap<>();

    private Builder() {}

    public Builder int64s(String name, long... values) {
      features.put(name, new Feature.Int64s(values.clone()));
      return this;
    }

    /** Integers as an int64 feature. */
    public Builder ints(String name, int[] values) {
      long[] longs = new long[values.length];
      for (int i = 0; i < longs.length; i++) {
        longs[i] = values[i];
      }
      features.put(name, new Feature.Int64s(longs));
      return this;
    }

    public Builder floats(String name, float... values) {
      features.put(name, new Feature.Floats(values.clone()));
      return this;
    }

    public Builder bytes(String name, List<byte[]> values) {
      features.put(name, new Feature.Bytes(List.copyOf(values)));
      return this;
    }

    /** A text as one UTF-8 byte string. */
    public Builder text(String name, String value) {
      return bytes(name, List.of(value.getBytes(StandardCharsets.UTF_8)));
    }

    public Example build() {
      return new Example(features);
    }
  }
}
