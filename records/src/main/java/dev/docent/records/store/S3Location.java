package dev.docent.records.store;

import dev.docent.records.UserException;

/**
 * A place in a bucket.
 *
 * @param prefix without '/' at either end; empty for the whole bucket
 */
public record S3Location(String bucket, String prefix) {
  private static final String SCHEME = "s3://";

  public static boolean isOne(String location) {
    return location.startsWith(SCHEME);
  }

  /**
   * Reads a location such as {@code s3://bucket/prefix}.
   *
   * @throws UserException if it is no such location
   */
  public static S3Location parse(String location) {
    String rest = location.startsWith(SCHEME) ? location.substring(SCHEME.length()) : "";
    int slash = rest.indexOf('/');
    String bucket = slash < 0 ? rest : rest.substring(0, slash);
    String prefix = slash < 0 ? "" : rest.substring(slash + 1).replaceAll("^/+|/+$", "");
    if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]") || prefix.contains("//")) {
      throw new UserException(
          "'%s' is no place in S3; it must be s3://BUCKET/PREFIX, the bucket of 3 to 63 lower-case letters, digits, '.' and '-'"
              .formatted(location));
    }
    return new S3Location(bucket, prefix);
  }

  /** The key of the whole bucket for a key below the prefix. */
  String key(String below) {
    return prefix.isEmpty() ? below : prefix + "/" + below;
  }

  @Override
  public String toString() {
    return SCHEME + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
  }
}
