package dev.docent.transforms.sources.api;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Query parameters that mostly carry a credential, which belongs in no setting. */
final class SecretNames {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)(api|access|auth|client|private|secret)?[-_]?(token|secret|password|passwd)|(api|access)[-_]?key");

  /** Plain 'key' may mean anything; a credential is long and without spaces. */
  private static final Pattern KEY = Pattern.compile("(?i)key");

  private static final Pattern CREDENTIAL = Pattern.compile("[A-Za-z0-9+/_=:.~-]{16,}");

  private SecretNames() {}

  static boolean likely(String name, String value) {
    return SECRET.matcher(name).matches()
        || (KEY.matcher(name).matches() && CREDENTIAL.matcher(value).matches());
  }

  /** The first parameter of a URL that likely carries a credential. */
  static Optional<String> inQuery(URI url) {
    String query = url.getRawQuery() == null ? "" : url.getRawQuery();
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0 && likely(pair.substring(0, equals), pair.substring(equals + 1))) {
        return Optional.of(pair.substring(0, equals));
      }
    }
    return Optional.empty();
  }
}
