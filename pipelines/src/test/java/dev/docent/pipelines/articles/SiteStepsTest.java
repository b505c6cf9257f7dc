package dev.docent.pipelines.articles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.Article;
import dev.docent.records.Duplicate;
import dev.docent.records.Section;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Counts;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageBody;
import dev.docent.records.stage.StageExecutor;
import dev.docent.records.stage.StageResult;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Workspace;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole parse stage, with its steps over the site. */
class SiteStepsTest {
  private static final Path ROOT = Path.of(System.getProperty("docent.root"));
  private static final String PROSE =
      "Pods run containers on the nodes of a cluster, and the scheduler places each of them where"
          + " memory and processor time are free. ";

  @TempDir Path folder;

  @Test
  void furnitureAndDuplicatesAreLeftOutAndReported() throws Exception {
    Path site = Files.createDirectories(folder.resolve("site"));
    for (int i = 0; i < 24; i++) {
      Files.writeString(site.resolve("page-" + i + ".html"), page(i));
    }
    Files.writeString(site.resolve("copy-of-page-7.html"), page(7));
    Files.writeString(
        site.resolve("frame.html"), "<main><h1>Frame</h1><p>Share this page with your friends");
    Artifact parse = parse(site, Map.of("min-article-characters", "1"));

    Counts counts = parse.manifest().counts();
    assertEquals(26, counts.read());
    assertEquals(24, counts.written(), counts::toString);
    assertEquals(Map.of("only-furniture", 1L), counts.deadLetters());
    assertEquals(1L, counts.others().get("duplicates-exact"));
    assertEquals(
        List.of(
            "site,kind,text,pages,occurrences,share,example_page",
            "\"\",line,Share this page with your friends,26,26,1.000,copy-of-page-7.html"),
        Files.readAllLines(parse.file("furniture.csv")));
    assertEquals(
        Set.of(
            "articles",
            "dead-letters",
            "duplicates",
            "duplicates.csv",
            "furniture.csv",
            "sections.csv"),
        parse.manifest().files().stream()
            .map(file -> file.path().split("/")[0])
            .collect(Collectors.toSet()),
        "no rows in the order of the workers");
    assertFalse(Files.exists(parse.folder().resolve("furniture")));
    assertEquals(
        List.of(
            "id,url,title,canonical_id,exact,estimated,similarity",
            "copy-of-page-7.html,,Page 7,page-7.html,true,1.0,1.0"),
        Files.readAllLines(parse.file("duplicates.csv")));
    for (Article article : AvroFiles.readAll(Article.class, parse.file("articles"))) {
      assertFalse(article.toString().contains("friends"), article::toString);
    }
  }

  private static String page(int i) {
    StringBuilder text = new StringBuilder();
    for (int j = 0; j < 40; j++) {
      text.append("word")
          .append((char) ('a' + i))
          .append((char) ('a' + j % 26))
          .append(j)
          .append(' ');
    }
    return "<main><h1>Page %d</h1><p>%s %s<p>Share this page with your friends</main>"
        .formatted(i, PROSE.repeat(2), text);
  }

  /** The judged collection holds the very sections that the parser makes of the sample. */
  @Test
  void theSampleComesOutAsItWas() throws Exception {
    Path sample = ROOT.resolve("pipelines/sample");
    Artifact parse = parse(sample.resolve("articles"), Map.of());
    Map<String, String> judged = new TreeMap<>();
    for (String line : Files.readAllLines(sample.resolve("collection/corpus.jsonl"))) {
      JsonNode document = new ObjectMapper().readTree(line);
      judged.put(document.get("_id").asText(), document.get("text").asText());
    }
    Map<String, String> sections = new TreeMap<>();
    for (Article article : AvroFiles.readAll(Article.class, parse.file("articles"))) {
      assertEquals("en", article.getLanguage());
      for (Section section : article.getSections()) {
        List<String> text = new ArrayList<>(List.of(section.getText()));
        text.addAll(section.getCode());
        sections.put(section.getId(), String.join("\n", text).strip());
      }
    }
    assertEquals(48, parse.manifest().counts().written());
    assertEquals(judged, sections);
  }

  @Test
  void realSitesLoseTheirCopiesAndForeignPages() throws Exception {
    Path data = ROOT.resolve("../shared/data/articles").normalize();
    Assumptions.assumeTrue(Files.isDirectory(data), data + " is not here");
    Artifact parse = parse(unpack(data), Map.of("languages", "en"));
    Map<String, Long> others = parse.manifest().counts().others();
    System.out.println(parse.manifest().counts());
    Set<String> kept = new HashSet<>();
    AvroFiles.readAll(Article.class, parse.file("articles")).forEach(a -> kept.add(a.getId()));
    Set<String> duplicates = new HashSet<>();
    for (Duplicate one : AvroFiles.readAll(Duplicate.class, parse.file("duplicates"))) {
      duplicates.add(one.getId());
      assertTrue(one.getSimilarity() >= 0.9, one::toString);
      assertTrue(kept.contains(one.getCanonicalId()), one::toString);
    }
    // Pages of the Chinese part that were never translated are copies of the English ones.
    assertTrue(duplicates.size() >= 5 && duplicates.size() <= 15, duplicates::toString);
    assertTrue(others.get("language-left-out:zh") >= 15, others::toString);
    assertEquals(4L, others.get("language-left-out:ja"));
    assertTrue(others.getOrDefault("furniture-lines", 0L) < 100, others::toString);
    for (String line : Files.readAllLines(data.resolve("manifest.tsv"))) {
      String[] cells = line.split("\t", -1);
      String id = cells[0] + "/" + cells[1];
      if (cells[0].equals("flink-web")) {
        assertTrue(kept.contains(id) != cells[4].startsWith("zh") || duplicates.contains(id), id);
      }
    }
  }

  private Path unpack(Path data) throws Exception {
    Path site = Files.createDirectories(folder.resolve("sites"));
    for (String name : List.of("flink-web", "vespa-docs")) {
      try (InputStream file = Files.newInputStream(data.resolve(name + ".tar.gz"));
          TarArchiveInputStream tar =
              new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(file)))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          if (entry.isFile()) {
            Path page = site.resolve(entry.getName());
            Files.createDirectories(page.getParent());
            Files.write(page, tar.readAllBytes());
          }
        }
      }
    }
    return site;
  }

  private Artifact parse(Path source, Map<String, String> settings) throws Exception {
    Workspace workspace = Workspace.open(folder.resolve("workspace").toString());
    StageResult ingest =
        run(
            workspace,
            new IngestStage(),
            Stage.INGEST,
            Map.of("articles", source.toString()),
            Map.of());
    return run(
            workspace,
            new ParseStage(),
            Stage.PARSE,
            settings,
            Map.of(Stage.INGEST, ingest.artifact().fingerprint()))
        .artifact();
  }

  private static StageResult run(
      Workspace workspace,
      StageBody body,
      Stage stage,
      Map<String, String> settings,
      Map<Stage, String> inputs)
      throws Exception {
    StageExecutor executor = new StageExecutor(workspace);
    Record record = Settings.read(stage.settings(), stage.id(), settings);
    return executor.execute(executor.plan(stage, record, inputs), body, List.of(), false);
  }
}
