package dev.docent.records.workspace;

import java.io.IOException;

/**
 * Looks at data in a store other than this machine's files; found by {@link
 * java.util.ServiceLoader}.
 */
public interface OutsideStore {
  /** Whether it knows a location's kind, such as {@code s3://}. */
  boolean holds(String location);

  /**
   * Looks at the objects of a location: their names, sizes and checksums.
   *
   * @param setting which setting names it, for messages
   * @throws dev.docent.records.UserException if there is nothing
   */
  ExternalInput look(String setting, String location) throws IOException;
}
