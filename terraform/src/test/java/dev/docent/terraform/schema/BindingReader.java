package dev.docent.terraform.schema;

import dev.docent.terraform.schema.Shape.Attribute;
import dev.docent.terraform.schema.Shape.Nested;
import dev.docent.terraform.schema.Shape.Nesting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a type's shape out of its generated binding. The generator leaves a comment beside each
 * block and each value that is only read, {@code // arn - computed: true, optional: false,
 * required: false}, and a table of the values a user may set, with their types, in {@code
 * synthesizeHclAttributes} and in each block's {@code ...ToHclTerraform}. What may be left out has
 * a {@code reset} method.
 */
public final class BindingReader {
  private static final Pattern FLAGS =
      Pattern.compile("// (\\w+) - computed: (\\w+), optional: (\\w+), required: (\\w+)");
  private static final Pattern SETTABLE =
      Pattern.compile(
          "(\\w+): \\{\\s+value: ([^\\n]*),\\s+isBlock: (true|false),\\s+type: \"(\\w+)\",\\s+storageClassType: \"(\\w+)\"");
  private static final Pattern GETTER =
      Pattern.compile(
          "this\\.get(\\w+)Attribute\\('(\\w+)'\\)|new cdktf\\.(\\w+)\\(this, \"(\\w+)\"");
  private static final Pattern COMPLEX =
      Pattern.compile(
          "= new (\\w+?)(List|Map|OutputReference)\\(this, \"(\\w+)\"(, (true|false))?\\)");
  private static final Pattern CLASS =
      Pattern.compile("^class (\\w+) extends cdktf\\.\\w+ \\{$", Pattern.MULTILINE);
  private static final Pattern TO_HCL =
      Pattern.compile("^function (\\w+)ToHclTerraform\\(struct\\) \\{$", Pattern.MULTILINE);

  private final Map<String, String> classes;
  private final Map<String, String> tables;

  private final boolean assigned;

  private BindingReader(String text, boolean assigned) {
    this.assigned = assigned;
    this.classes = bodies(text, CLASS);
    this.tables = bodies(text, TO_HCL);
  }

  /**
   * The shape of the one resource, data source or provider that a binding is for.
   *
   * @param assigned whether the provider's nested values are written with '='; the binding doesn't
   *     tell
   * @throws IllegalArgumentException if the text is no such binding
   */
  public static Shape read(String text, boolean assigned) {
    BindingReader reader = new BindingReader(text, assigned);
    for (var one : reader.classes.entrySet()) {
      String body = one.getValue();
      int table = body.indexOf("synthesizeHclAttributes()");
      if (table >= 0) {
        return reader.shape(body.substring(0, table), body.substring(table), true);
      }
    }
    throw new IllegalArgumentException("no class with synthesizeHclAttributes in this binding");
  }

  private Shape shape(String body, String table, boolean top) {
    Map<String, boolean[]> flags = new HashMap<>();
    Matcher flag = FLAGS.matcher(body);
    while (flag.find()) {
      flags.put(flag.group(1), new boolean[] {isTrue(flag, 2), isTrue(flag, 3), isTrue(flag, 4)});
    }
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    List<Nested> blocks = new ArrayList<>();
    Map<String, Matcher> complex = complexValues(body);
    Matcher settable = SETTABLE.matcher(table);
    while (settable.find()) {
      String name = settable.group(1);
      boolean[] known = flags.getOrDefault(name, new boolean[] {false, true, false});
      if (settable.group(3).equals("true")) {
        blocks.add(nested(name, settable.group(4), settable.group(5), known, complex.get(name)));
      } else {
        boolean read = body.contains("Attribute('" + name + "')");
        boolean required = read && !body.contains("reset" + camel(name) + "()");
        // A value left out may be the cloud's to choose; the binding doesn't tell which are.
        boolean chosen = !required && !known[2] && top;
        attributes.put(
            name,
            new Attribute(
                name, type(settable.group(4), settable.group(5)), required, !required, chosen));
      }
    }
    addComputed(body, flags, complex, blocks, attributes);
    return new Shape(List.copyOf(attributes.values()), blocks, assigned);
  }

  private void addComputed(
      String body,
      Map<String, boolean[]> flags,
      Map<String, Matcher> complex,
      List<Nested> blocks,
      Map<String, Attribute> attributes) {
    Map<String, String> types = getterTypes(body);
    flags.forEach(
        (name, known) -> {
          boolean settable =
              attributes.containsKey(name) || blocks.stream().anyMatch(b -> b.name().equals(name));
          if (settable || !known[0]) {
            return;
          }
          Matcher value = complex.get(name);
          String type = value == null ? types.getOrDefault(name, "\"string\"") : objects(value);
          attributes.put(name, new Attribute(name, type, false, false, true));
        });
  }

  private Nested nested(
      String name,
      String type,
      String storage,
      boolean[] known,
      @org.jspecify.annotations.Nullable Matcher value) {
    String of = storage.endsWith("List") ? storage.substring(0, storage.length() - 4) : storage;
    String table = tables.getOrDefault(Character.toLowerCase(of.charAt(0)) + of.substring(1), "");
    Shape shape = shape(classes.getOrDefault(of + "OutputReference", ""), table, false);
    Nesting nesting =
        switch (type) {
          case "set" -> Nesting.SET;
          case "struct" -> Nesting.SINGLE;
          default -> Nesting.LIST;
        };
    boolean one = value != null && value.group(2).equals("OutputReference");
    return new Nested(name, nesting, known[2], one, shape);
  }

  /** The type of a computed list of objects, which is read and never set. */
  private String objects(Matcher value) {
    String body = classes.getOrDefault(value.group(1) + "OutputReference", "");
    StringBuilder object = new StringBuilder();
    Map<String, Matcher> complex = complexValues(body);
    Map<String, String> types = getterTypes(body);
    Matcher flag = FLAGS.matcher(body);
    while (flag.find()) {
      String name = flag.group(1);
      Matcher inner = complex.get(name);
      String type = inner == null ? types.getOrDefault(name, "\"string\"") : objects(inner);
      object
          .append(object.isEmpty() ? "" : ",")
          .append('"')
          .append(name)
          .append("\":")
          .append(type);
    }
    String collection =
        value.group(2).equals("Map") ? "map" : "true".equals(value.group(5)) ? "set" : "list";
    return "[\"%s\",[\"object\",{%s}]]".formatted(collection, object);
  }

  private static Map<String, Matcher> complexValues(String body) {
    Map<String, Matcher> found = new HashMap<>();
    Matcher complex = COMPLEX.matcher(body);
    for (int from = 0; complex.find(from); from = complex.end()) {
      Matcher one = COMPLEX.matcher(body);
      one.find(complex.start());
      found.put(one.group(3), one);
    }
    return found;
  }

  private static Map<String, String> getterTypes(String body) {
    Map<String, String> types = new HashMap<>();
    Matcher getter = GETTER.matcher(body);
    while (getter.find()) {
      String kind = getter.group(1) != null ? getter.group(1) : getter.group(3);
      String name = getter.group(2) != null ? getter.group(2) : getter.group(4);
      types.put(
          name,
          switch (kind) {
            case "Number" -> "\"number\"";
            case "Boolean" -> "\"bool\"";
            case "List", "StringList" -> "[\"list\",\"string\"]";
            case "NumberList" -> "[\"list\",\"number\"]";
            case "StringMap" -> "[\"map\",\"string\"]";
            case "BooleanMap" -> "[\"map\",\"bool\"]";
            case "NumberMap" -> "[\"map\",\"number\"]";
            default -> "\"string\"";
          });
    }
    return types;
  }

  private static String type(String collection, String storage) {
    String element =
        storage.startsWith("number") ? "number" : storage.startsWith("bool") ? "bool" : "string";
    return switch (collection) {
      case "list", "set", "map" -> "[\"%s\",\"%s\"]".formatted(collection, element);
      default -> storage.equals("any") ? "\"dynamic\"" : "\"%s\"".formatted(element);
    };
  }

  /** {@code role_arn} as the binding's methods have it: {@code RoleArn}. */
  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (String part : name.split("_")) {
      camel.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
    }
    return camel.toString();
  }

  private static boolean isTrue(Matcher matcher, int group) {
    return matcher.group(group).equals("true");
  }

  /** Top-level classes or functions by name, each up to its closing brace in the first column. */
  private static Map<String, String> bodies(String text, Pattern head) {
    Map<String, String> bodies = new LinkedHashMap<>();
    Matcher matcher = head.matcher(text);
    while (matcher.find()) {
      int end = text.indexOf("\n}", matcher.end());
      bodies.put(matcher.group(1), text.substring(matcher.end(), end < 0 ? text.length() : end));
    }
    return bodies;
  }
}
