package dev.docent.serving.index;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.docent.records.Article;
import dev.docent.records.UserException;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.config.IndexConfig;
import dev.docent.records.progress.Progress;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageBody;
import dev.docent.records.stage.StageContext;
import dev.docent.serving.search.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.util.Version;

/** The stage {@code index}: articles to a Lucene index of their sections. */
public final class IndexStage implements StageBody {
  /** The index's folder in the artifact. */
  public static final String FOLDER = "lucene";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Override
  public void run(StageContext context) throws Exception {
    Path articles = context.input(Stage.PARSE).file("articles");
    AtomicLong empty = new AtomicLong();
    String wanted = context.settings(IndexConfig.class).language();
    Language language = wanted.equals(IndexConfig.AUTO) ? commonest(articles) : Language.of(wanted);
    try (SectionIndexWriter writer =
            new SectionIndexWriter(context.output().resolve(FOLDER), language);
        Progress progress = Progress.start("index", "articles", -1)) {
      AvroFiles.forEach(
          Article.class,
          articles,
          article -> {
            int added = add(writer, article);
            empty.addAndGet(article.getSections().size() - added);
            context.counts().addRead(1);
            progress.step();
          });
      if (writer.sections() == 0) {
        throw new UserException(
            "no article of the parse artifact %s has text; nothing can be indexed"
                .formatted(context.input(Stage.PARSE).fingerprint()));
      }
      writer.commit();
      context.counts().addWritten(writer.sections());
      context.counts().addOther("empty-sections", empty.get());
      JSON.writeValue(
          context.output().resolve(IndexSummary.FILE).toFile(),
          new IndexSummary(
              context.counts().read(),
              writer.sections(),
              language.id(),
              Version.LATEST.toString()));
    }
  }

  /** The language of the most articles; of equally many, the first in {@link Language}'s order. */
  private static Language commonest(Path articles) throws IOException {
    Map<Language, Integer> counts = new EnumMap<>(Language.class);
    AvroFiles.forEach(
        Article.class,
        articles,
        article -> counts.merge(Language.ofTag(article.getLanguage()), 1, Integer::sum));
    Language best = Language.ENGLISH;
    for (Language one : Language.values()) {
      if (counts.getOrDefault(one, 0) > counts.getOrDefault(best, 0)) {
        best = one;
      }
    }
    return best;
  }

  private static int add(SectionIndexWriter writer, Article article) {
    try {
      return writer.add(article);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
