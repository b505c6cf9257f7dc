package dev.docent.records.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads settings records from text values, and tells what settings a record has. */
public final class Settings {
  private Settings() {}

  /** One setting of a record, as its declaration states it. */
  public record Declared(String name, Class<?> type, Setting setting) {
    public boolean required() {
      return setting.byDefault().equals(Setting.REQUIRED);
    }

    /** What stands for the value in the help. */
    public String label() {
      if (!setting.label().isEmpty()) {
        return setting.label();
      }
      if (setting.oneOf().length > 0) {
        return String.join("|", setting.oneOf());
      }
      return type == String.class ? "TEXT" : type == boolean.class ? "true|false" : "N";
    }

    /** The valid range or values in words, empty where any value will do. */
    public String valid() {
      if (setting.oneOf().length > 0) {
        return "one of " + String.join(", ", setting.oneOf());
      }
      boolean low = setting.min() != Double.NEGATIVE_INFINITY;
      boolean high = setting.max() != Double.POSITIVE_INFINITY;
      if (low && high) {
        return number(setting.min()) + " to " + number(setting.max());
      }
      return low
          ? "at least " + number(setting.min())
          : high ? "at most " + number(setting.max()) : "";
    }
  }

  /** The settings of a record, in the order of its components. */
  public static List<Declared> of(Class<? extends Record> type) {
    List<Declared> all = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Setting setting = component.getAnnotation(Setting.class);
      if (setting == null) {
        throw new IllegalStateException(type + "." + component.getName() + " has no @Setting");
      }
      all.add(new Declared(kebab(component.getName()), component.getType(), setting));
    }
    return all;
  }

  /**
   * Makes a settings record.
   *
   * @param section what error messages call this group of settings, such as {@code topics}
   * @param values by setting name; what is absent takes its default
   * @throws ConfigException with every unknown name, missing value and value out of range
   */
  public static <R extends Record> R read(
      Class<R> type, String section, Map<String, String> values) {
    List<String> problems = new ArrayList<>();
    List<Declared> declared = of(type);
    List<String> names = declared.stream().map(Declared::name).toList();
    for (String name : values.keySet()) {
      if (!names.contains(name)) {
        problems.add("%s: %s".formatted(section, unknown(name, declared, names)));
      }
    }
    Object[] arguments = new Object[declared.size()];
    for (int i = 0; i < arguments.length; i++) {
      Declared one = declared.get(i);
      String text = values.get(one.name());
      if (text == null && one.required()) {
        problems.add(
            "%s: '%s' is required: %s".formatted(section, one.name(), one.setting().help()));
        continue;
      }
      try {
        arguments[i] = parse(one, text == null ? one.setting().byDefault() : text);
      } catch (IllegalArgumentException e) {
        problems.add("%s: '%s' is '%s', %s".formatted(section, one.name(), text, e.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return construct(type, arguments);
  }

  private static String unknown(String name, List<Declared> declared, List<String> names) {
    for (Declared one : declared) {
      if (one.setting().formerly().equals(name)) {
        return "'%s' is called '%s' now".formatted(name, one.name());
      }
    }
    return "unknown setting '%s'; did you mean '%s'? Valid: %s"
        .formatted(name, Nearest.to(name, names), String.join(", ", names));
  }

  /** The values that change a stage's result, by name and sorted; external inputs left out. */
  public static Map<String, String> resultParameters(Record settings) {
    Map<String, String> parameters = new TreeMap<>();
    toMap(settings)
        .forEach(
            (name, value) -> {
              Setting setting = declaration(settings, name).setting();
              if (setting.changesResult() && !setting.external()) {
                parameters.put(name, value);
              }
            });
    return parameters;
  }

  /** The paths of data from outside, by setting name; settings that are not set are left out. */
  public static Map<String, String> externals(Record settings) {
    Map<String, String> paths = new TreeMap<>();
    toMap(settings)
        .forEach(
            (name, value) -> {
              if (declaration(settings, name).setting().external() && !value.isEmpty()) {
                paths.put(name, value);
              }
            });
    return paths;
  }

  /** All values in text form, by setting name; what is not set is empty. */
  public static Map<String, String> toMap(Record settings) {
    Map<String, String> values = new LinkedHashMap<>();
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      try {
        Object value = component.getAccessor().invoke(settings);
        values.put(kebab(component.getName()), value == null ? "" : value.toString());
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException(e);
      }
    }
    return values;
  }

  private static Declared declaration(Record settings, String name) {
    return of(settings.getClass()).stream()
        .filter(d -> d.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Object parse(Declared one, String text) {
    Class<?> type = one.type();
    if (type == String.class) {
      List<String> valid = Arrays.asList(one.setting().oneOf());
      if (!valid.isEmpty() && !valid.contains(text)) {
        throw new IllegalArgumentException(
            "must be %s; did you mean '%s'?".formatted(one.valid(), Nearest.to(text, valid)));
      }
      return text;
    }
    if (type == boolean.class) {
      if (!text.equals("true") && !text.equals("false")) {
        throw new IllegalArgumentException("must be true or false");
      }
      return Boolean.valueOf(text);
    }
    return parseNumber(one, text);
  }

  private static Object parseNumber(Declared one, String text) {
    Number number;
    try {
      String digits = text.replace("_", "");
      if (one.type() == int.class) {
        number = Integer.valueOf(digits);
      } else if (one.type() == long.class) {
        number = Long.valueOf(digits);
      } else if (one.type() == double.class) {
        number = Double.valueOf(digits);
      } else {
        throw new IllegalStateException("no reader for settings of " + one.type());
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "must be a " + (one.type() == double.class ? "number" : "whole number") + range(one));
    }
    double value = number.doubleValue();
    if (!(value >= one.setting().min() && value <= one.setting().max())) {
      throw new IllegalArgumentException("must be " + one.valid());
    }
    return number;
  }

  private static String range(Declared one) {
    return one.valid().isEmpty() ? "" : ", " + one.valid();
  }

  private static <R extends Record> R construct(Class<R> type, @Nullable Object[] arguments) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException invalid) {
        throw new ConfigException(List.of(String.valueOf(invalid.getMessage())));
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
