package dev.docent.transforms.sources.api;

import dev.docent.records.UserException;
import dev.docent.transforms.fetch.Secrets;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a credential lies; it is read when it is needed, on the worker, and kept nowhere.
 *
 * @param header that carries it, or null
 * @param parameter of the URL's query that carries it, or null; just one of the two is given
 * @param prefix in front of it, such as {@code "Bearer "}
 * @param env the environment variable that holds it, or null
 * @param file the file that holds it, or null
 */
record Auth(
    @Nullable String header,
    @Nullable String parameter,
    String prefix,
    @Nullable String env,
    @Nullable String file)
    implements Serializable {

  /**
   * The credential.
   *
   * @throws UserException if it is not there; the message names the place alone
   */
  Secrets secrets() {
    String value = prefix + value();
    return header != null
        ? Secrets.header(header, value)
        : Secrets.parameter(Objects.requireNonNull(parameter), value);
  }

  /** The place, for messages. */
  String place() {
    return env != null ? "environment variable " + env : "file '" + file + "'";
  }

  private String value() {
    String value;
    try {
      value = env != null ? System.getenv(env) : Files.readString(Path.of(String.valueOf(file)));
    } catch (IOException e) {
      throw new UserException("auth: can't read the API's token in %s".formatted(place()), e);
    }
    if (value == null || value.isBlank()) {
      throw new UserException(
          "auth: the API's token is missing: %s is not set or empty".formatted(place()));
    }
    String token = value.strip();
    if (token.chars().anyMatch(c -> c < ' ' || c == 127)) {
      throw new UserException(
          "auth: the API's token in %s holds more than one line".formatted(place()));
    }
    return token;
  }
}
