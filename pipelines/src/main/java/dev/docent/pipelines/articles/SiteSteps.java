package dev.docent.pipelines.articles;

import dev.docent.pipelines.beam.RecordFiles;
import dev.docent.records.Article;
import dev.docent.records.DeadLetter;
import dev.docent.records.Duplicate;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.config.ParseConfig;
import dev.docent.records.stage.StageContext;
import dev.docent.transforms.coding.CarriedArticle;
import dev.docent.transforms.counting.StageCounter;
import dev.docent.transforms.duplicates.DuplicateRule;
import dev.docent.transforms.duplicates.LeaveOutDuplicates;
import dev.docent.transforms.furniture.DropFurniture;
import dev.docent.transforms.language.SettleLanguage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/**
 * What is done to articles with a view to all of them: furniture is dropped ({@code
 * furniture.csv}), languages are settled, duplicates are left out ({@code duplicates/}, {@code
 * duplicates.csv}). In this order, so that furniture makes no pages alike, and no article is left
 * out for one in an unwanted language.
 */
final class SiteSteps {
  private static final String FURNITURE = "furniture";
  private static final String LINES = "lines.csv";
  private static final String DUPLICATES = "duplicates";
  private static final CSVFormat CSV = CSVFormat.RFC4180;

  private final ParseConfig config;
  private final StageContext context;

  SiteSteps(ParseConfig config, StageContext context) {
    this.config = config;
    this.context = context;
  }

  /**
   * What comes out of all steps.
   *
   * @param deadLetters of the articles of which nothing was left
   */
  record Outcome(PCollection<Article> articles, PCollectionList<DeadLetter> deadLetters) {}

  Outcome apply(PCollection<CarriedArticle> parsed) {
    PCollection<CarriedArticle> articles = parsed;
    PCollectionList<DeadLetter> letters = PCollectionList.empty(parsed.getPipeline());
    if (config.dropFurniture()) {
      PCollectionTuple cleaned = articles.apply("Furniture", DropFurniture.create());
      cleaned
          .get(DropFurniture.REPORT)
          .apply(
              "Report furniture",
              TextIO.write().to(context.outputLocation(FURNITURE + "/" + LINES)).withoutSharding());
      articles = cleaned.get(DropFurniture.ARTICLES);
      letters = letters.and(cleaned.get(DropFurniture.DEAD_LETTERS));
    }
    articles = articles.apply("Language", SettleLanguage.keeping(config.languageTags()));
    if (!config.duplicates().equals("off")) {
      DuplicateRule rule =
          new DuplicateRule(config.duplicateSimilarity(), config.duplicates().equals("all"));
      PCollectionTuple parted = articles.apply("Duplicates", LeaveOutDuplicates.by(rule));
      parted
          .get(LeaveOutDuplicates.DUPLICATES)
          .apply(
              "Write duplicates",
              RecordFiles.write(Duplicate.class, context.outputLocation(DUPLICATES)));
      articles = parted.get(LeaveOutDuplicates.ARTICLES);
    }
    return new Outcome(articles.apply("Count", ParDo.of(new CountFn())), letters);
  }

  /** Puts the reports into the order of their subjects, once the job has ended. */
  void writeReports() throws IOException {
    Path furniture = context.written(FURNITURE).resolve(LINES);
    List<List<String>> rows = new ArrayList<>();
    if (Files.exists(furniture)) {
      for (CSVRecord row : CSV.parse(Files.newBufferedReader(furniture)).getRecords()) {
        rows.add(row.toList());
      }
    }
    rows.sort(
        Comparator.comparing((List<String> row) -> -Long.parseLong(row.get(3)))
            .thenComparing(row -> row.get(2))
            .thenComparing(row -> row.get(0))
            .thenComparing(row -> row.get(1)));
    write(context.output().resolve("furniture.csv"), DropFurniture.REPORT_HEADER, rows);
    // In the order of the workers, which another run doesn't repeat.
    context.discard(FURNITURE);

    List<List<String>> duplicates = new ArrayList<>();
    for (Duplicate one : read(Duplicate.class, context.written(DUPLICATES))) {
      duplicates.add(
          List.of(
              one.getId(),
              one.getUrl() == null ? "" : one.getUrl(),
              one.getTitle(),
              one.getCanonicalId(),
              Boolean.toString(one.getExact()),
              Float.toString(one.getEstimated()),
              Float.toString(one.getSimilarity())));
    }
    duplicates.sort(Comparator.comparing(row -> row.get(0)));
    write(
        context.output().resolve("duplicates.csv"),
        "id,url,title,canonical_id,exact,estimated,similarity",
        duplicates);
  }

  private static <T extends SpecificRecord> List<T> read(Class<T> type, Path folder)
      throws IOException {
    return Files.exists(folder) ? AvroFiles.readAll(type, folder) : List.of();
  }

  private static void write(Path file, String header, List<List<String>> rows) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        CSVPrinter csv = new CSVPrinter(writer, CSV)) {
      csv.printRecord((Object[]) header.split(",", -1));
      csv.printRecords(rows);
    }
  }

  /** Counts what is written. */
  private static final class CountFn extends DoFn<CarriedArticle, Article> {
    private static final long serialVersionUID = 1L;

    private final StageCounter written = StageCounter.written();
    private final StageCounter sections = StageCounter.other("sections");

    @ProcessElement
    public void process(@Element CarriedArticle carried, OutputReceiver<Article> out) {
      Article article = carried.article();
      written.inc();
      sections.inc(article.getSections().size());
      out.output(article);
    }
  }
}
