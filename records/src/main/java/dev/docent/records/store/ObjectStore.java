package dev.docent.records.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Objects by key, below the prefix of one workspace. An object is there whole or not at all; who
 * reads after a write has ended sees it. Keys have '/' between their parts and none at the start.
 * Every method may throw a {@link dev.docent.records.UserException} or an IOException once its
 * retries are used up, also where the write it asked for has happened.
 */
public interface ObjectStore extends AutoCloseable {
  /**
   * An object as a listing shows it.
   *
   * @param modified by the store's clock
   */
  record Entry(String key, long bytes, Instant modified) {}

  /**
   * An object's content.
   *
   * @param tag changes with every write
   */
  @SuppressWarnings("ArrayRecordComponent") // Passed on, never compared.
  record Content(byte[] bytes, String tag) {}

  /** Where a key is for others, such as {@code s3://bucket/prefix/key}. */
  String uri(String key);

  Optional<Content> get(String key) throws IOException;

  /** Writes an object, in the place of an old one if there is any. */
  void put(String key, byte[] content) throws IOException;

  /** Writes an object unless there is one: of several writers exactly one is told true. */
  boolean create(String key, byte[] content) throws IOException;

  /**
   * Writes an object if its tag is still this one.
   *
   * @param tag null if there must be none
   * @return false if another write came between
   */
  boolean replace(String key, byte[] content, @Nullable String tag) throws IOException;

  /** All objects whose keys start so, in the order of their keys. */
  List<Entry> list(String prefix) throws IOException;

  /**
   * The next parts of the keys that start so, such as {@code 1} and {@code 2}; no '/' at the end.
   */
  List<String> children(String prefix) throws IOException;

  /**
   * Sends a file; large ones in parts. The store compares it with its checksum.
   *
   * @param sha256 of the file, in hexadecimal
   */
  void upload(Path file, String key, String sha256) throws IOException;

  /** Fetches an object into a new file, whose folder is there. */
  void download(String key, Path file) throws IOException;

  /** Removes objects; one that isn't there is passed over. */
  void delete(Collection<String> keys) throws IOException;

  /** Gives up uploads in parts that were begun below a prefix before a time and never ended. */
  void abortUploads(String prefix, Instant before) throws IOException;

  @Override
  void close();
}
