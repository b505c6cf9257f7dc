package dev.docent.transforms.coding;

import dev.docent.records.Article;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.VarInt;
import org.jspecify.annotations.Nullable;

/**
 * An article on its way between the steps of one job. A job makes a dozen copies of each, so it is
 * put into bytes once, however many steps take it, and read from them only where a step looks into
 * it. Not safe for use by several threads.
 */
public final class CarriedArticle {
  private @Nullable Article article;
  private byte @Nullable [] bytes;

  private CarriedArticle(@Nullable Article article, byte @Nullable [] bytes) {
    this.article = article;
    this.bytes = bytes;
  }

  public static CarriedArticle of(Article article) {
    return new CarriedArticle(Objects.requireNonNull(article), null);
  }

  public Article article() {
    Article known = article;
    if (known == null) {
      known = ArticleBytes.article(Objects.requireNonNull(bytes));
      article = known;
    }
    return known;
  }

  /** The article's id, for which the rest isn't read. */
  public String id() {
    return article != null ? article.getId() : ArticleBytes.id(Objects.requireNonNull(bytes));
  }

  private byte[] bytes() {
    byte[] known = bytes;
    if (known == null) {
      known = ArticleBytes.of(Objects.requireNonNull(article));
      bytes = known;
    }
    return known;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CarriedArticle carried && article().equals(carried.article());
  }

  @Override
  public int hashCode() {
    return article().hashCode();
  }

  @Override
  public String toString() {
    return article().toString();
  }

  /** The bytes of the article, after their number. */
  public static final class InBytes extends AtomicCoder<CarriedArticle> {
    private static final long serialVersionUID = 1L;
    private static final InBytes INSTANCE = new InBytes();

    private InBytes() {}

    public static InBytes of() {
      return INSTANCE;
    }

    @Override
    public void encode(CarriedArticle carried, OutputStream out) throws IOException {
      if (carried == null) {
        throw new CoderException("an article is null");
      }
      byte[] bytes = carried.bytes();
      VarInt.encode(bytes.length, out);
      out.write(bytes, 0, bytes.length);
    }

    @Override
    public CarriedArticle decode(InputStream in) throws IOException {
      byte[] bytes = new byte[VarInt.decodeInt(in)];
      if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
        throw new EOFException("an article ends before its end");
      }
      return new CarriedArticle(null, bytes);
    }
  }
}
