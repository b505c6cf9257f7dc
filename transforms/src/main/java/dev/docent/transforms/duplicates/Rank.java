package dev.docent.transforms.duplicates;

import dev.docent.records.Article;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;

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
record Rank(int elsewhere, int length, String published, String id) implements Comparable<Rank> {
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

  /** In a shuffle. */
  static final class InBytes extends AtomicCoder<Rank> {
    private static final long serialVersionUID = 1L;
    private static final VarIntCoder NUMBER = VarIntCoder.of();
    private static final StringUtf8Coder TEXT = StringUtf8Coder.of();

    @Override
    public void encode(Rank rank, OutputStream out) throws IOException {
      NUMBER.encode(rank.elsewhere, out);
      NUMBER.encode(rank.length, out);
      TEXT.encode(rank.published, out);
      TEXT.encode(rank.id, out);
    }

    @Override
    public Rank decode(InputStream in) throws IOException {
      return new Rank(NUMBER.decode(in), NUMBER.decode(in), TEXT.decode(in), TEXT.decode(in));
    }
  }

  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }
}
