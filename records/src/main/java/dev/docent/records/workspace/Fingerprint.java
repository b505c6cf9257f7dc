package dev.docent.records.workspace;

import dev.docent.records.stage.Stage;
import java.util.Map;
import java.util.TreeMap;

/**
 * The identity of an artifact: a hash of all that its content follows from, namely the stage and
 * its version, the parameters, the input artifacts and the data from outside.
 */
public final class Fingerprint {
  /** 80 bits: a collision in a workspace of a million artifacts has odds of 1 in 10^12. */
  private static final int HEX_DIGITS = 20;

  private Fingerprint() {}

  public static String of(
      Stage stage,
      Map<String, String> parameters,
      Map<Stage, String> inputs,
      Map<String, ExternalInput> externals) {
    StringBuilder text = new StringBuilder();
    line(text, "stage", stage.id());
    line(text, "version", Integer.toString(stage.version()));
    new TreeMap<>(parameters).forEach((name, value) -> line(text, "parameter " + name, value));
    new TreeMap<>(inputs).forEach((input, print) -> line(text, "input " + input.id(), print));
    new TreeMap<>(externals)
        .forEach((name, external) -> line(text, "external " + name, external.digest()));
    return Hashes.sha256(text.toString()).substring(0, HEX_DIGITS);
  }

  /** Lengths keep a value with a line break from passing for two lines. */
  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(' ').append(value.length()).append(' ').append(value).append('\n');
  }
}
