package dev.docent.pipelines.articles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Article;
import dev.docent.records.DeadLetter;
import dev.docent.records.UserException;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.Stage;
import dev.docent.records.stage.StageBody;
import dev.docent.records.stage.StageExecutor;
import dev.docent.records.stage.StageResult;
import dev.docent.records.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArticleStagesTest {
  @TempDir Path folder;

  @Test
  void folderBecomesArticlesAndSections() throws Exception {
    Path site = Files.createDirectories(folder.resolve("site/b"));
    String prose = "Pods run containers on the nodes of a cluster. ".repeat(3);
    Files.writeString(
        site.resolve("pods.html"),
        "<main><h1>Pods</h1><p>" + prose + "<h2 id=run>Run, \"now\"</h2><p>a<p>b<pre>x</pre>");
    Files.writeString(folder.resolve("site/a.html"), "<main><h1>A</h1><p>" + prose);
    Files.writeString(folder.resolve("site/empty.html"), "<main></main>");
    Workspace workspace = Workspace.open(folder.resolve("workspace").toString());

    StageResult ingest = run(workspace, new IngestStage(), Stage.INGEST, ingest("site"), Map.of());
    StageResult parse =
        run(
            workspace,
            new ParseStage(),
            Stage.PARSE,
            Map.of(),
            Map.of(Stage.INGEST, ingest.artifact().fingerprint()));

    assertEquals(3, ingest.artifact().manifest().counts().written());
    assertEquals(3, parse.artifact().manifest().counts().read());
    assertEquals(2, parse.artifact().manifest().counts().written());
    assertEquals(Map.of("no-text", 1L), parse.artifact().manifest().counts().deadLetters());
    List<DeadLetter> letters =
        AvroFiles.readAll(DeadLetter.class, parse.artifact().file("dead-letters"));
    assertEquals("empty.html", letters.get(0).getId());
    assertEquals(
        """
        section_id,article_id,url,article_title,heading_path,position,text,code
        a.html#top,a.html,,A,,0,%1$s,
        b/pods.html#top,b/pods.html,,Pods,,0,%1$s,
        b/pods.html#run,b/pods.html,,Pods,"Run, ""now\""",1,"a
        b",x
        """
            .formatted(prose.strip()),
        Files.readString(parse.artifact().file("sections.csv")).replace("\r\n", "\n"));
    Path articles = parse.artifact().file("articles");
    List<String> sought = new ArrayList<>();
    SortedArticles.bySeeking(
        SortedArticles.files(articles), article -> sought.add(article.getId()));
    assertEquals(List.of("a.html", "b/pods.html"), sought);
    assertEquals(2, AvroFiles.readAll(Article.class, articles).size());
  }

  @Test
  void ofAPageThatWasCapturedTwiceTheNewestIsParsed() throws Exception {
    Files.writeString(
        folder.resolve("site.warc"), capture("2026-01-01", "Old") + capture("2026-02-01", "New"));
    Workspace workspace = Workspace.open(folder.resolve("workspace").toString());
    StageResult ingest =
        run(workspace, new IngestStage(), Stage.INGEST, ingest("site.warc"), Map.of());
    StageResult parse =
        run(
            workspace,
            new ParseStage(),
            Stage.PARSE,
            Map.of(),
            Map.of(Stage.INGEST, ingest.artifact().fingerprint()));
    assertEquals(2, ingest.artifact().manifest().counts().written());
    assertEquals(1, parse.artifact().manifest().counts().read());
    List<Article> articles = AvroFiles.readAll(Article.class, parse.artifact().file("articles"));
    assertEquals(List.of("New"), articles.stream().map(Article::getTitle).toList());
  }

  /** A record of a WARC file. */
  private static String capture(String day, String title) {
    String page = "<main><h1>%s</h1><p>%s".formatted(title, "Pods run containers. ".repeat(9));
    String http = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page;
    return """
        WARC/1.0
        WARC-Type: response
        WARC-Target-URI: https://example.org/pods
        WARC-Date: %sT00:00:00Z
        WARC-Record-ID: <urn:uuid:%s>
        Content-Type: application/http; msgtype=response
        Content-Length: %d

        """
            .formatted(day, UUID.nameUUIDFromBytes(day.getBytes(UTF_8)), http.length())
            .replace("\n", "\r\n")
        + http
        + "\r\n\r\n";
  }

  @Test
  void sourceWithoutPagesIsRefused() throws Exception {
    Files.createDirectories(folder.resolve("site"));
    Files.writeString(folder.resolve("site/readme.doc"), "x");
    Workspace workspace = Workspace.open(folder.resolve("workspace").toString());
    UserException e =
        assertThrows(
            UserException.class,
            () -> run(workspace, new IngestStage(), Stage.INGEST, ingest("site"), Map.of()));
    assertTrue(e.getMessage().contains("holds no page"), e.getMessage());
  }

  private Map<String, String> ingest(String source) {
    return Map.of("articles", folder.resolve(source).toString());
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
