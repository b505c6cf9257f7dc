import dev.docent.records.Article;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.evaluation.verdict.Verdict;
import dev.docent.serving.releases.Release;
import dev.docent.serving.releases.Releases;
import dev.docent.serving.search.SectionFields;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.store.FSDirectory;

/**
 * Compares the release in use with the site: its arguments are the workspace and a file with a line
 * for each page: its URL and the number of its revision, parted by a tab. Prints a line of figures;
 * whatever is wrong is an exception.
 */
public final class WeekCheck {
  private static final Pattern REVISION = Pattern.compile("revision (\\d+) of this page");

  private WeekCheck() {}

  public static void main(String[] arguments) throws Exception {
    Workspace workspace = Workspace.open(arguments[0]);
    Map<String, String> site = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of(arguments[1]))) {
      site.put(line.split("\t")[0], line.split("\t")[1]);
    }
    Releases releases = new Releases(workspace);
    Release release = releases.current().orElseThrow();
    // Compares the index, and the model where there is one, by checksum.
    releases.check(release);

    Artifact index = workspace.find(Stage.INDEX, release.index()).orElseThrow();
    String parsed = index.manifest().inputs().get(Stage.PARSE.id());
    same("the articles of the release", workspace.current(Stage.PARSE).orElseThrow(), parsed);
    Artifact topics = workspace.find(Stage.TOPICS, release.topics()).orElseThrow();
    same("the topics' articles", parsed, topics.manifest().inputs().get(Stage.PARSE.id()));

    Map<String, String> found = new TreeMap<>();
    Set<String> sections = new HashSet<>();
    Artifact articles = workspace.find(Stage.PARSE, parsed).orElseThrow();
    AvroFiles.forEach(
        Article.class,
        articles.folder().resolve("articles"),
        article -> {
          StringBuilder text = new StringBuilder();
          article
              .getSections()
              .forEach(
                  section -> {
                    text.append(section.getText()).append('\n');
                    if (!section.getText().isBlank() || !section.getCode().isEmpty()) {
                      sections.add(section.getId());
                    }
                  });
          if (found.put(article.getId(), revision(text.toString())) != null) {
            throw new IllegalStateException(article.getId() + " is there twice");
          }
        });
    same("pages and their revisions", site, found);

    Set<String> indexed = new HashSet<>();
    Set<String> searched = new HashSet<>();
    try (DirectoryReader reader =
        DirectoryReader.open(FSDirectory.open(index.folder().resolve("lucene")))) {
      StoredFields stored = reader.storedFields();
      for (int i = 0; i < reader.maxDoc(); i++) {
        var document = stored.document(i, Set.of(SectionFields.ID, SectionFields.ARTICLE));
        searched.add(document.get(SectionFields.ARTICLE));
        if (!indexed.add(document.get(SectionFields.ID))) {
          throw new IllegalStateException(document.get(SectionFields.ID) + " is indexed twice");
        }
      }
    }
    same("indexed articles", site.keySet(), searched);
    same("indexed sections", sections, indexed);

    var stable = workspace.modelVersions("docent").stable();
    Long version = stable.isEmpty() ? null : Long.valueOf(stable.get().version());
    same("the release's model", String.valueOf(version), String.valueOf(release.version()));
    Verdict verdict =
        Verdict.read(
            workspace.currentArtifact(Stage.EVALUATE).orElseThrow().file(Verdict.FILE));
    System.out.printf(
        "release %d, %d pages, %d sections, model %s, %s%n",
        release.number(), found.size(), indexed.size(), version, verdict.code());
  }

  private static String revision(String text) {
    Matcher matcher = REVISION.matcher(text);
    String revision = matcher.find() ? matcher.group(1) : "none";
    if (matcher.find()) {
      throw new IllegalStateException("two revisions in one page");
    }
    return revision;
  }

  private static void same(String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      throw new IllegalStateException(
          "%s: expected %s, not %s".formatted(what, expected, actual));
    }
  }
}
