package dev.docent.terraform.standin;

import com.google.protobuf.ByteString;
import dev.docent.terraform.plugin.DynamicValue;
import dev.docent.terraform.schema.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

/**
 * Values as Terraform sends them: MessagePack, where extension 0 stands for what is known only
 * after the apply.
 */
final class Values {
  private static final Value NIL = ValueFactory.newNil();
  private static final Value UNKNOWN = ValueFactory.newExtension((byte) 0, new byte[] {0});

  private Values() {}

  static Value decode(DynamicValue value) {
    try (MessageUnpacker in = MessagePack.newDefaultUnpacker(value.getMsgpack().toByteArray())) {
      return in.unpackValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DynamicValue encode(Value value) {
    try (MessageBufferPacker out = MessagePack.newDefaultBufferPacker()) {
      out.packValue(value);
      return DynamicValue.newBuilder().setMsgpack(ByteString.copyFrom(out.toByteArray())).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a plan shows: values that only the cloud would give are unknown. */
  static Value planned(Value value, Shape shape) {
    return filled(value, shape, (attribute, path) -> UNKNOWN);
  }

  /** What a data source answers: a readable stand-in for each value it would look up. */
  static Value looked(Value value, Shape shape, String type) {
    return filled(value, shape, (attribute, path) -> standIn(attribute, type));
  }

  private interface Filler {
    Value fill(Shape.Attribute attribute, String path);
  }

  private static Value filled(Value value, Shape shape, Filler filler) {
    if (!value.isMapValue()) {
      return value;
    }
    Map<Value, Value> members = new LinkedHashMap<>(value.asMapValue().map());
    for (Shape.Attribute attribute : shape.attributes()) {
      Value key = ValueFactory.newString(attribute.name());
      if (attribute.computed() && members.getOrDefault(key, NIL).isNilValue()) {
        members.put(key, filler.fill(attribute, attribute.name()));
      }
    }
    for (Shape.Nested block : shape.blocks()) {
      Value key = ValueFactory.newString(block.name());
      Value inner = members.getOrDefault(key, NIL);
      if (inner.isArrayValue()) {
        List<Value> all = new ArrayList<>();
        inner.asArrayValue().forEach(one -> all.add(filled(one, block.shape(), filler)));
        members.put(key, ValueFactory.newArray(all));
      } else if (inner.isMapValue()) {
        members.put(key, filled(inner, block.shape(), filler));
      }
    }
    return ValueFactory.newMap(members);
  }

  private static Value standIn(Shape.Attribute attribute, String type) {
    return switch (attribute.type()) {
      case "\"string\"" -> ValueFactory.newString(word(attribute.name(), type));
      case "\"number\"" -> ValueFactory.newInteger(0);
      case "\"bool\"" -> ValueFactory.newBoolean(false);
      default ->
          attribute.type().startsWith("[\"map\"")
              ? ValueFactory.emptyMap()
              : ValueFactory.emptyArray();
    };
  }

  private static String word(String name, String type) {
    return switch (name) {
      case "account_id" -> "000000000000";
      case "partition" -> "aws";
      case "dns_suffix" -> "amazonaws.com";
      case "region", "name" -> type.equals("aws_region") ? "eu-central-1" : type + "." + name;
      default -> type + "." + name;
    };
  }
}
