package dev.docent.records.workspace;

import dev.docent.records.UserException;
import dev.docent.records.store.ObjectStore;
import dev.docent.records.store.S3Location;
import dev.docent.records.store.S3Settings;
import dev.docent.records.store.S3Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;

/**
 * Data in S3, told by the names, sizes and times of its objects: reading it all to hash it would
 * cost as much as the stage that reads it.
 */
public final class S3Outside implements OutsideStore {
  @Override
  public boolean holds(String location) {
    return S3Location.isOne(location);
  }

  @Override
  public ExternalInput look(String setting, String location) throws IOException {
    List<ObjectStore.Entry> entries = list(S3Location.parse(base(location)), "");
    if (entries.isEmpty() && base(location).equals(location)) {
      entries = single(S3Location.parse(location));
    }
    return described(setting, location, entries);
  }

  /** The object that a location names itself; none where it names a prefix, or nothing. */
  private static List<ObjectStore.Entry> single(S3Location object) throws IOException {
    int cut = object.prefix().lastIndexOf('/');
    String name = object.prefix().substring(cut + 1);
    if (name.isEmpty()) {
      return List.of();
    }
    String folder = cut < 0 ? "" : object.prefix().substring(0, cut);
    return list(new S3Location(object.bucket(), folder), name).stream()
        .filter(entry -> entry.key().equals(name))
        .toList();
  }

  private static List<ObjectStore.Entry> list(S3Location place, String prefix) throws IOException {
    try (ObjectStore store = S3Store.open(place, S3Settings.of(System.getenv()))) {
      return store.list(prefix);
    }
  }

  /** What stands before any pattern, up to its last '/'. */
  static String base(String location) {
    int pattern = 0;
    while (pattern < location.length() && "*?[{".indexOf(location.charAt(pattern)) < 0) {
      pattern++;
    }
    return pattern == location.length()
        ? location
        : location.substring(0, location.lastIndexOf('/', pattern) + 1);
  }

  static ExternalInput described(String setting, String location, List<ObjectStore.Entry> entries) {
    List<ObjectStore.Entry> objects =
        entries.stream()
            .filter(entry -> !entry.key().isEmpty() && !entry.key().endsWith("/"))
            .sorted(Comparator.comparing(ObjectStore.Entry::key))
            .toList();
    if (objects.isEmpty()) {
      throw new UserException("--%s: there is nothing at '%s'".formatted(setting, location));
    }
    MessageDigest digest = Hashes.sha256();
    long bytes = 0;
    for (ObjectStore.Entry object : objects) {
      bytes += object.bytes();
      String line = object.key() + '\0' + object.bytes() + '\0' + object.modified() + '\n';
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return new ExternalInput(location, Hashes.hex(digest), objects.size(), bytes);
  }
}
