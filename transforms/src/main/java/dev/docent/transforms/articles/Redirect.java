package dev.docent.transforms.articles;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The page to which a {@code meta} element sends its reader on.
 *
 * @see <a
 *     href="https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh">
 *     HTML, refresh state</a>
 */
final class Redirect {
  /** A page with more text outside its links is more than a stub. */
  static final int MAX_STUB_CHARACTERS = 300;

  private static final int MAX_TARGET_CHARACTERS = 500;
  private static final Pattern REFRESH =
      Pattern.compile(
          "\\A\\s*[\\d.]*\\s*[;,]?\\s*(?:url\\s*=\\s*)?[\"']?\\s*([^\"'\\s]+)",
          Pattern.CASE_INSENSITIVE);

  private Redirect() {}

  /** The target, made absolute where that is possible; null if the page leads nowhere else. */
  static @Nullable String target(MetaElements metas, @Nullable String url) {
    String refresh = metas.get("refresh");
    if (refresh == null) {
      return null;
    }
    Matcher matcher = REFRESH.matcher(refresh);
    if (!matcher.find() || matcher.group(1).chars().allMatch(c -> c < 'A')) {
      return null;
    }
    String target = matcher.group(1);
    String absolute = PageMetadata.webUrl(target, url);
    if (absolute != null && absolute.equals(PageMetadata.webUrl(url, null))) {
      return null;
    }
    String shown = absolute == null ? target : absolute;
    return shown.length() > MAX_TARGET_CHARACTERS
        ? shown.substring(0, MAX_TARGET_CHARACTERS)
        : shown;
  }
}
