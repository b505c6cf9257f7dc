package dev.docent.records.workspace;

import dev.docent.records.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Data from outside the workspace, as it was when a stage read it.
 *
 * @param location as the user gave it
 * @param digest of the content; above {@link #CONTENT_LIMIT_BYTES} of names, sizes and times
 *     instead, since reading a full Wikipedia dump twice costs more than making its stage again by
 *     mistake
 */
public record ExternalInput(String location, String digest, long files, long bytes) {
  /** Up to this size the content itself is hashed: about three seconds of one core. */
  public static final long CONTENT_LIMIT_BYTES = 1L << 30;

  private static final String URLS = "urls:";
  private static final Pattern PRESET = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Set<String> BOOKKEEPING = Set.of(".git", ".svn", ".hg", ".DS_Store");

  /**
   * Looks at what a setting names. Of what is on the web only the location is known beforehand;
   * what lies in another store is looked at by an {@link OutsideStore}, if one is on the class
   * path.
   *
   * @throws UserException if there is nothing
   */
  public static ExternalInput of(String setting, String location) throws IOException {
    if (location.matches("(?s)https?://.*")) {
      return ofName(location);
    }
    if (location.matches("(?s)[A-Za-z][A-Za-z0-9+.-]+://.*")) {
      for (OutsideStore store : ServiceLoader.load(OutsideStore.class)) {
        if (store.holds(location)) {
          return store.look(setting, location);
        }
      }
      throw new UserException(
          "--%s '%s': what lies there can't be looked at by this command"
              .formatted(setting, location));
    }
    Path path = Path.of(location.startsWith(URLS) ? location.substring(URLS.length()) : location);
    if (!Files.exists(path)) {
      if (PRESET.matcher(location).matches() && setting.equals("api")) {
        return ofName(location);
      }
      int pattern = firstOf(location, "*?[{");
      if (pattern >= 0) {
        // All below the pattern's folder stands for what the pattern takes.
        int cut = location.lastIndexOf('/', pattern);
        ExternalInput all =
            of(setting, Path.of(cut < 0 ? "." : cut == 0 ? "/" : location.substring(0, cut)));
        return new ExternalInput(
            location,
            Hashes.sha256(
                (location.substring(cut + 1) + '\0' + all.digest())
                    .getBytes(StandardCharsets.UTF_8)),
            all.files(),
            all.bytes());
      }
    }
    ExternalInput found = of(setting, path);
    return new ExternalInput(location, found.digest(), found.files(), found.bytes());
  }

  private static ExternalInput ofName(String name) {
    return new ExternalInput(name, Hashes.sha256(name.getBytes(StandardCharsets.UTF_8)), 0, 0);
  }

  private static int firstOf(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Looks at a file or at all files below a folder.
   *
   * @throws UserException if there is nothing at the path
   */
  public static ExternalInput of(String setting, Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new UserException(
          "--%s: there is no file or folder '%s' (looked in %s)"
              .formatted(setting, path, Path.of("").toAbsolutePath()));
    }
    // A link to a folder is followed once, as the stages do that read it.
    Path real = path.toRealPath();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(real)) {
      files =
          walk.filter(Files::isRegularFile)
              .filter(file -> !isBookkeeping(real.relativize(file)))
              .sorted()
              .toList();
    } catch (UncheckedIOException e) {
      throw new UserException(
          "--%s: can't read '%s': %s".formatted(setting, path, e.getMessage()), e);
    }
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    MessageDigest digest = Hashes.sha256();
    for (Path file : files) {
      String name = real.relativize(file).toString().replace('\\', '/');
      digest.update((name + '\0' + Files.size(file) + '\0').getBytes(StandardCharsets.UTF_8));
      if (!Files.isReadable(file)) {
        // The stage that reads it makes a dead letter of it.
        digest.update("unreadable".getBytes(StandardCharsets.UTF_8));
      } else if (bytes <= CONTENT_LIMIT_BYTES) {
        Hashes.update(digest, file);
      } else {
        digest.update(Files.getLastModifiedTime(file).toString().getBytes(StandardCharsets.UTF_8));
      }
    }
    return new ExternalInput(path.toString(), Hashes.hex(digest), files.size(), bytes);
  }

  /** Files that tools keep beside content and change without it. */
  private static boolean isBookkeeping(Path relative) {
    for (Path part : relative) {
      if (BOOKKEEPING.contains(part.toString())) {
        return true;
      }
    }
    return false;
  }
}
