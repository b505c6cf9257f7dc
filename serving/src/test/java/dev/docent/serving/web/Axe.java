package dev.docent.serving.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** axe-core, which finds what keeps people from using a page. */
final class Axe {
  static final String SCRIPT = read();

  private Axe() {}

  private static String read() {
    Properties maven = new Properties();
    try (InputStream properties =
        Axe.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/axe-core/pom.properties")) {
      maven.load(properties);
      String file =
          "/META-INF/resources/webjars/axe-core/%s/axe.min.js"
              .formatted(maven.getProperty("version"));
      try (InputStream script = Axe.class.getResourceAsStream(file)) {
        return new String(script.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
