package dev.docent.records.config;

import dev.docent.records.UserException;
import java.util.List;

/** All that is wrong with a configuration, reported together. */
public final class ConfigException extends UserException {
  private static final long serialVersionUID = 1L;

  public ConfigException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }

  /** One thing that is wrong. */
  public static ConfigException of(String problem) {
    return new ConfigException(List.of(problem));
  }
}
