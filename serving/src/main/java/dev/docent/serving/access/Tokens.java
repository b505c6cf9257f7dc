package dev.docent.serving.access;

import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bearer tokens (RFC 6750) that are let in. They are kept as digests and compared in one time. */
public final class Tokens {
  private static final int SHORTEST = 20;

  /** RFC 6750, section 2.1. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private final List<byte[]> digests;

  private Tokens(List<byte[]> digests) {
    this.digests = digests;
  }

  /**
   * Reads a file with a token a line; empty lines and those that start with '#' are passed over.
   *
   * @throws UserException if it can't be read, has no token, or one that is short or no token; the
   *     message never shows a token
   */
  public static Tokens read(Path file) {
    List<byte[]> digests = new ArrayList<>();
    List<String> lines = lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String token = lines.get(i).strip();
      if (token.isEmpty() || token.startsWith("#")) {
        continue;
      }
      if (token.length() < SHORTEST || !TOKEN.matcher(token).matches()) {
        throw new UserException(
            "--token-file '%s', line %d: a token has at least %d letters, digits or -._~+/"
                .formatted(file, i + 1, SHORTEST));
      }
      digests.add(digest(token));
    }
    if (digests.isEmpty()) {
      throw new UserException("--token-file '%s' has no token".formatted(file));
    }
    return new Tokens(digests);
  }

  /** Whether an {@code Authorization} header has one of the tokens. */
  public boolean accept(@Nullable String authorization) {
    if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return false;
    }
    byte[] given = digest(authorization.substring(7).strip());
    boolean found = false;
    for (byte[] digest : digests) {
      // All are looked at, so that the time tells nothing.
      found |= MessageDigest.isEqual(digest, given);
    }
    return found;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (MalformedInputException e) {
      throw new UserException("--token-file '%s' is no text in UTF-8".formatted(file), e);
    } catch (IOException e) {
      throw new UserException("--token-file '%s' can't be read".formatted(file), e);
    }
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
