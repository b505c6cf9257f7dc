package dev.docent.transforms.coding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.docent.records.Article;
import dev.docent.records.Section;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class ArticleCoderTest {
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

  @Test
  void articlesComeBackAsTheyWere() throws CoderException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      Article article = article(random);
      byte[] bytes = CoderUtils.encodeToByteArray(ArticleCoder.of(), article);
      Article back = CoderUtils.decodeFromByteArray(ArticleCoder.of(), bytes);
      assertEquals(article, back, "seed " + seed);
    }
  }

  @Test
  void anArticleThatWasCutIsNoticed() throws CoderException {
    Article article = new Article("id", null, "a title", null, null, List.of(), List.of());
    byte[] bytes = CoderUtils.encodeToByteArray(ArticleCoder.of(), article);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(
          EOFException.class, () -> ArticleCoder.of().decode(new ByteArrayInputStream(cut)));
    }
  }

  @Test
  void noArticleIsAnError() {
    assertThrows(CoderException.class, () -> CoderUtils.encodeToByteArray(ArticleCoder.of(), null));
  }
}
