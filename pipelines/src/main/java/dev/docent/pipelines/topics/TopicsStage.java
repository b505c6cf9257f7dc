package dev.docent.pipelines.topics;

import dev.docent.pipelines.beam.BeamJob;
import dev.docent.pipelines.beam.RecordFiles;
import dev.docent.records.Article;
import dev.docent.records.LsaTerm;
import dev.docent.records.TextVector;
import dev.docent.records.Topic;
import dev.docent.records.UserException;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.config.TopicsConfig;
import dev.docent.records.lsa.LsaSummary;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageBody;
import dev.docent.records.stage.StageContext;
import dev.docent.transforms.topics.LearnTopics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.values.PCollectionTuple;

/** Learns the site's topics in one Beam job, then draws them. */
public final class TopicsStage implements StageBody {
  @Override
  public void run(StageContext context) throws Exception {
    TopicsConfig settings = context.settings(TopicsConfig.class);
    BeamJob job = BeamJob.of(context);
    PCollectionTuple learned =
        job.pipeline()
            .apply(
                "Articles",
                RecordFiles.read(Article.class, context.input(Stage.PARSE).location("articles")))
            .apply("Learn", LearnTopics.with(settings));
    learned
        .get(LearnTopics.TOPICS)
        .apply("WriteTopics", RecordFiles.write(Topic.class, context.outputLocation("topics")));
    learned
        .get(LearnTopics.TERMS)
        .apply("WriteTerms", RecordFiles.write(LsaTerm.class, context.outputLocation("lsa/terms")));
    learned
        .get(LearnTopics.SECTIONS)
        .apply(
            "WriteSections",
            RecordFiles.write(TextVector.class, context.outputLocation("section-vectors")));
    learned
        .get(LearnTopics.ARTICLES)
        .apply(
            "WriteArticles",
            RecordFiles.write(TextVector.class, context.outputLocation("article-vectors")));
    learned
        .get(LearnTopics.SUMMARY)
        .apply(
            "WriteSummary",
            TextIO.write().to(context.outputLocation("lsa/lsa.json")).withoutSharding());
    job.run();
    Path output = context.written("");

    Path summaryFile = output.resolve("lsa/lsa.json");
    if (!Files.exists(summaryFile) || Files.size(summaryFile) == 0) {
      throw new UserException(
          "no topics can be learned: no term stands in at least %d sections of the articles; add articles, or lower --min-document-frequency"
              .formatted(settings.minDocumentFrequency()));
    }
    LsaSummary summary = LsaSummary.read(summaryFile);
    if (summary.topics() < settings.topics()) {
      context.warn(
          "%d topics instead of %d: the site has %d sections with %d terms, which can't tell more apart"
              .formatted(summary.topics(), settings.topics(), summary.sections(), summary.terms()));
    }
    List<Topic> topics = new ArrayList<>(AvroFiles.readAll(Topic.class, output.resolve("topics")));
    topics.sort(Comparator.comparing(Topic::getId));
    context.counts().addOther("topics", topics.size());
    long filtered = topics.stream().filter(topic -> topic.getFiltered() != null).count();
    context.counts().addOther("topics-left-out", filtered);
    context.counts().addOther("terms", summary.terms());
    TopicsView.write(summary, topics, output, context);
  }
}
