package dev.docent.records.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of Docent that is running. */
public final class CodeVersion {
  private CodeVersion() {}

  /** Such as {@code 0.1.0-SNAPSHOT}. */
  public static String current() {
    try (InputStream in = CodeVersion.class.getResourceAsStream("/docent-version.properties")) {
      if (in == null) {
        throw new IllegalStateException("docent-version.properties is not on the class path");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
