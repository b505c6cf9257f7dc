package dev.docent.terraform.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BindingReaderTest {
  /** In the generator's manner, on a resource that doesn't exist. */
  private static final String BINDING =
      """
      function kettleLidToHclTerraform(struct) {
          const attrs = {
              hinge: {
                  value: cdktf.stringToHclTerraform(struct.hinge),
                  isBlock: false,
                  type: "simple",
                  storageClassType: "string",
              },
          };
      }
      class KettleLidOutputReference extends cdktf.ComplexObject {
          get hinge() {
              return this.getStringAttribute('hinge');
          }
      }
      class Kettle extends cdktf.TerraformResource {
          constructor(scope, id, config) {
              // lid - computed: false, optional: true, required: false
              this._lid = new KettleLidOutputReference(this, "lid");
          }
          // arn - computed: true, optional: false, required: false
          get arn() {
              return this.getStringAttribute('arn');
          }
          get litres() {
              return this.getNumberAttribute('litres');
          }
          get tags() {
              return this.getStringMapAttribute('tags');
          }
          resetTags() {
          }
          synthesizeHclAttributes() {
              const attrs = {
                  litres: {
                      value: cdktf.numberToHclTerraform(this._litres),
                      isBlock: false,
                      type: "simple",
                      storageClassType: "number",
                  },
                  tags: {
                      value: cdktf.hashMapperHcl(cdktf.stringToHclTerraform)(this._tags),
                      isBlock: false,
                      type: "map",
                      storageClassType: "stringMap",
                  },
                  lid: {
                      value: kettleLidToHclTerraform(this._lid.internalValue),
                      isBlock: true,
                      type: "list",
                      storageClassType: "KettleLidList",
                  },
              };
          }
      }
      """;

  private final Shape shape = BindingReader.read(BINDING, false);
  private final Map<String, Shape.Attribute> attributes =
      shape.attributes().stream()
          .collect(Collectors.toMap(Shape.Attribute::name, Function.identity()));

  @Test
  void aValueThatCanNotBeResetIsRequired() {
    assertTrue(attributes.get("litres").required());
    assertEquals("\"number\"", attributes.get("litres").type());
  }

  @Test
  void aValueThatCanBeResetIsOptional() {
    assertTrue(attributes.get("tags").optional());
    assertEquals("[\"map\",\"string\"]", attributes.get("tags").type());
  }

  @Test
  void aValueWithoutSetterIsComputed() {
    Shape.Attribute arn = attributes.get("arn");
    assertTrue(arn.computed());
    assertFalse(arn.optional() || arn.required());
  }

  @Test
  void aBlockOfOneMayStandOnce() {
    Shape.Nested lid = shape.blocks().get(0);
    assertEquals("lid", lid.name());
    assertTrue(lid.atMostOne());
    assertFalse(lid.required());
    assertEquals("hinge", lid.shape().attributes().get(0).name());
  }

  @Test
  void refusesTextThatIsNoBinding() {
    assertThrows(IllegalArgumentException.class, () -> BindingReader.read("class A {\n}\n", false));
  }
}
