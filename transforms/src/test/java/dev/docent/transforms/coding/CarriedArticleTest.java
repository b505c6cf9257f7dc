package dev.docent.transforms.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.docent.records.Article;
import dev.docent.records.Section;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class CarriedArticleTest {
  private static final String[] TEXTS = {
    "", "a", "Größe, 書 and \uD83D\uDE00", "x".repeat(20_000), "line\nline", "\u0000"
  };

  private static Article article(Random random) {
    List<Section> sections =
        random
            .ints(random.nextInt(5), 0, 300)
            .mapToObj(
                position ->
                    new Section(
                        text(random),
                        text(random),
                        position,
                        1 + random.nextInt(6),
                        List.of(text(random), text(random)),
                        maybe(random),
                        text(random),
                        random.nextBoolean() ? List.of() : List.of(text(random))))
            .toList();
    return new Article(
        text(random),
        maybe(random),
        text(random),
        maybe(random),
        maybe(random),
        random.nextBoolean() ? List.of() : List.of(text(random), "tag"),
        sections);
  }

  private static String text(Random random) {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  private static String maybe(Random random) {
    return random.nextBoolean() ? null : text(random);
  }

  private static byte[] encoded(CarriedArticle carried) throws CoderException {
    return CoderUtils.encodeToByteArray(CarriedArticle.InBytes.of(), carried);
  }

  private static CarriedArticle decoded(byte[] bytes) throws CoderException {
    return CoderUtils.decodeFromByteArray(CarriedArticle.InBytes.of(), bytes);
  }

  @Test
  void articlesComeBackAsTheyWere() throws CoderException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      Article article = article(random);
      CarriedArticle back = decoded(encoded(CarriedArticle.of(article)));
      assertEquals(article.getId(), back.id(), "seed " + seed);
      assertEquals(article, back.article(), "seed " + seed);
      assertEquals(article.getId(), back.id(), "seed " + seed);
      assertEquals(CarriedArticle.of(article), back, "seed " + seed);
    }
  }

  @Test
  void whatIsCarriedOnIsNotTakenApart() throws CoderException {
    byte[] bytes = encoded(CarriedArticle.of(article(new Random(1))));
    // No article any more, which only a look into it would tell.
    bytes[bytes.length - 1] ^= 0x40;
    assertArrayEquals(bytes, encoded(decoded(bytes)));
  }

  @Test
  void anArticleThatWasCutIsNoticed() throws CoderException {
    byte[] bytes =
        encoded(
            CarriedArticle.of(
                new Article("id", null, "a title", null, null, List.of(), List.of())));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(
          EOFException.class,
          () -> CarriedArticle.InBytes.of().decode(new ByteArrayInputStream(cut)));
    }
    byte[] inner = ArticleBytes.of(new Article("id", null, "t", null, null, List.of(), List.of()));
    for (int length = 0; length < inner.length; length++) {
      byte[] cut = Arrays.copyOf(inner, length);
      assertThrows(UncheckedIOException.class, () -> ArticleBytes.article(cut));
    }
  }

  @Test
  void noArticleIsAnError() {
    assertThrows(CoderException.class, () -> encoded(null));
  }
}
