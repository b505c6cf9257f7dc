package dev.docent.transforms.duplicates;

import dev.docent.records.Article;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What decides which of several articles stands for all: the one at the URL that it calls canonical
 * itself, else of the shortest URL (or id, where there is none), else published first, else of the
 * least id. A total order, so the choice doesn't depend on how the work is spread.
 *
 * @param elsewhere 0 where the article lies at its canonical URL, 2 where it names another one, 1
 *     where that can't be told
 * @param length of the URL, or of the id
 * @param published ISO 8601; {@code "9"}, after all dates, where it isn't known
 */
record Rank(int elsewhere, int length, String published, String id)
    implements Comparable<Rank>, Serializable {
  private static final Pattern WEB = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);
  private static final String UNKNOWN_DATE = "9";
  private static final Comparator<Rank> ORDER =
      Comparator.comparingInt(Rank::elsewhere)
          .thenComparingInt(Rank::length)
          .thenComparing(Rank::published)
          .thenComparing(Rank::id);

  static Rank of(Article article) {
    String id = article.getId();
    String url = article.getUrl();
    int elsewhere = 1;
    // Pages taken from the web have their URL as id; what they say of themselves can be compared.
    if (url != null && WEB.matcher(id).lookingAt()) {
      elsewhere = place(url).equals(place(id)) ? 0 : 2;
    }
    return new Rank(
        elsewhere,
        elsewhere == 1 && url != null ? url.length() : id.length(),
        article.getPublished() == null ? UNKNOWN_DATE : article.getPublished(),
        id);
  }

  private static String place(String url) {
    return url.toLowerCase(Locale.ROOT)
        .replaceFirst("^https?://(www\\.)?", "")
        .replaceFirst("#.*$", "")
        .replaceFirst("(/index\\.html?|/)$", "");
  }

  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }
}
