package dev.docent.terraform.standin;

import com.google.protobuf.ByteString;
import dev.docent.terraform.plugin.Schema;
import dev.docent.terraform.schema.Shape;

/** Shapes in the plugin protocol's form. */
final class Schemas {
  private Schemas() {}

  static Schema of(Shape shape) {
    return Schema.newBuilder().setBlock(block(shape)).build();
  }

  private static Schema.Block block(Shape shape) {
    Schema.Block.Builder block = Schema.Block.newBuilder();
    shape.attributes().forEach(attribute -> block.addAttributes(attribute(attribute)));
    if (shape.assigned()) {
      shape.blocks().forEach(nested -> block.addAttributes(assigned(nested)));
      return block.build();
    }
    for (Shape.Nested nested : shape.blocks()) {
      block.addBlockTypes(
          Schema.NestedBlock.newBuilder()
              .setTypeName(nested.name())
              .setBlock(block(nested.shape()))
              .setNesting(Schema.NestedBlock.NestingMode.valueOf(nested.nesting().name()))
              .setMinItems(nested.required() && nested.nesting() != Shape.Nesting.SINGLE ? 1 : 0)
              .setMaxItems(nested.atMostOne() && nested.nesting() != Shape.Nesting.SINGLE ? 1 : 0));
    }
    return block.build();
  }

  private static Schema.Attribute attribute(Shape.Attribute attribute) {
    return Schema.Attribute.newBuilder()
        .setName(attribute.name())
        .setType(ByteString.copyFromUtf8(attribute.type()))
        .setRequired(attribute.required())
        .setOptional(attribute.optional())
        .setComputed(attribute.computed() && !attribute.required())
        .build();
  }

  private static Schema.Attribute assigned(Shape.Nested nested) {
    Schema.Object.Builder object = Schema.Object.newBuilder();
    nested.shape().attributes().forEach(inner -> object.addAttributes(attribute(inner)));
    nested.shape().blocks().forEach(inner -> object.addAttributes(assigned(inner)));
    boolean one = nested.nesting() == Shape.Nesting.SINGLE || nested.atMostOne();
    object.setNesting(Schema.Object.NestingMode.valueOf(one ? "SINGLE" : nested.nesting().name()));
    return Schema.Attribute.newBuilder()
        .setName(nested.name())
        .setNestedType(object)
        .setRequired(nested.required())
        .setOptional(!nested.required())
        .build();
  }
}
