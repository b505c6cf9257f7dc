package dev.docent.transforms.language;

import dev.docent.records.Article;
import dev.docent.transforms.coding.CarriedArticle;
import dev.docent.transforms.counting.StageCounter;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/**
 * Gives each article its language and keeps the wanted languages. What is left out is counted by
 * language as {@code language-left-out:de}; articles whose language can't be told are kept.
 */
public final class SettleLanguage
    extends PTransform<PCollection<CarriedArticle>, PCollection<CarriedArticle>> {
  private static final long serialVersionUID = 1L;

  private final Set<String> wanted;

  private SettleLanguage(Set<String> wanted) {
    this.wanted = wanted;
  }

  /**
   * @param languages BCP 47 tags of which only the language counts; none keeps all
   */
  public static SettleLanguage keeping(Iterable<String> languages) {
    Set<String> wanted = new TreeSet<>();
    languages.forEach(tag -> wanted.add(LanguageRule.primary(tag)));
    return new SettleLanguage(wanted);
  }

  @Override
  public PCollection<CarriedArticle> expand(PCollection<CarriedArticle> articles) {
    return articles
        .apply("Detect", ParDo.of(new Settle(wanted)))
        .setCoder(CarriedArticle.InBytes.of());
  }

  private static final class Settle extends DoFn<CarriedArticle, CarriedArticle> {
    private static final long serialVersionUID = 1L;

    private final Set<String> wanted;
    private transient @Nullable LanguageDetector detector;

    Settle(Set<String> wanted) {
      this.wanted = wanted;
    }

    @Setup
    public void setUp() {
      detector = new LanguageDetector();
    }

    @ProcessElement
    public void process(@Element CarriedArticle carried, OutputReceiver<CarriedArticle> out) {
      Article article = carried.article();
      String language =
          LanguageRule.settle(article.getLanguage(), TextSample.of(article), detector::guess);
      String primary = language == null ? "unknown" : LanguageRule.primary(language);
      if (language != null && !wanted.isEmpty() && !wanted.contains(primary)) {
        StageCounter.other("language-left-out:" + primary).inc();
        return;
      }
      StageCounter.other("language:" + primary).inc();
      out.output(
          java.util.Objects.equals(language, article.getLanguage())
              ? carried
              : CarriedArticle.of(Article.newBuilder(article).setLanguage(language).build()));
    }
  }
}
