package dev.docent.serving.web;

import static dev.docent.serving.search.Articles.article;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Feedback;
import dev.docent.records.FeedbackKind;
import dev.docent.records.avro.AvroFiles;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.feedback.FeedbackStore;
import dev.docent.serving.ranking.ScoringException;
import dev.docent.serving.search.Articles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The page in headless Chromium; its pictures are left in target/screenshots. */
class PageInBrowserTest {
  private static final Path PICTURES = Path.of("target/screenshots");

  private static TestSearch search;
  private static TestSearch failing;
  private static TestSearch console;
  private static TestSearch marking;
  private static Path marks;
  private static Browser browser;

  @BeforeAll
  static void start(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
    Optional<Path> program = Browser.installed();
    Assumptions.assumeTrue(
        program.isPresent(), "no chromium is installed; the page is not tried in a browser");
    search = new TestSearch(folder.resolve("a"), TestSearch::countZebras, articles());
    failing =
        new TestSearch(
            folder.resolve("b"),
            pairs -> {
              throw new ScoringException("the model took longer than 2000 milliseconds");
            },
            articles());
    console = new TestSearch(folder.resolve("c"), console(folder.resolve("d")));
    marks = folder.resolve("marks");
    marking =
        new TestSearch(
            folder.resolve("e"),
            TestSearch::countZebras,
            FeedbackStore.open(marks, 1 << 20),
            articles());
    browser = new Browser(program.get(), folder.resolve("profile"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
      search.close();
      failing.close();
      console.close();
      marking.close();
    }
  }

  /** A workspace of one's own may be looked at instead. */
  private static Workspace console(Path folder) throws Exception {
    String own = System.getProperty("docent.console.workspace");
    return own == null ? TestConsole.workspace(folder) : Workspace.open(own);
  }

  private static Articles[] articles() {
    String base = "https://docs.example.org/guides/";
    return List.of(
            article("rolling", "Rolling updates without downtime", base + "rolling-updates")
                .section(
                    "",
                    "A rolling update replaces the pods of a deployment a few at a time, so that"
                        + " users see no gap. How many may be missing at once is the budget that"
                        + " you set with maxUnavailable; how many may be added is maxSurge.")
                .section(
                    "When a rolling update stalls",
                    "The new pods never become ready, and the rollout waits. Look at the events of"
                        + " the replica set first, then at the readiness probe. A probe that asks a"
                        + " database will stall every update while the database is slow.",
                    "kubectl rollout status deployment/web")
                .section("Roll back an update", "Undo returns to the revision before the update."),
            article("canary", "Canary deployments", base + "canary-deployments")
                .section(
                    "Compare with a rolling update",
                    "With a canary a small share of the requests sees the new version, and a person"
                        + " or a metric decides. A rolling update asks nobody: a zebra crossing"
                        + " without lights, as one of us put it."),
            article(
                    "long",
                    "Averyveryverylongunbreakabletitlewithoutanyspaces.and.an.update.in.it.for.the.phone",
                    base + "a-very-long-address-that-a-phone-must-break-somewhere/update")
                .section("", "update".repeat(30) + " update"),
            article("evil", "<script>alert('update')</script>", "javascript:alert('update')")
                .section(
                    "<img src=x onerror=alert(1)>",
                    "An update of <b>markup</b> by strangers: \"><svg onload=alert(2)>"))
        .toArray(Articles[]::new);
  }

  private static void picture(String name, String path) throws Exception {
    for (String scheme : List.of("light", "dark")) {
      for (int width : new int[] {1200, 390}) {
        browser.look(width, width == 390 ? 844 : 900, scheme);
        browser.open(path);
        assertTrue(
            browser
                .evaluate("document.documentElement.scrollWidth <= window.innerWidth")
                .asBoolean(),
            name + " is wider than a window of " + width);
        assertEquals("", axe(), name + ", " + scheme + ", " + width);
        browser.screenshot(PICTURES.resolve("%s-%d-%s.png".formatted(name, width, scheme)));
      }
    }
  }

  /** What axe-core calls serious or critical, a line each. */
  private static String axe() throws Exception {
    browser.evaluate(Axe.SCRIPT);
    return browser
        .evaluate(
            "axe.run().then(found => found.violations"
                + ".filter(one => one.impact === 'serious' || one.impact === 'critical')"
                + ".map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' ')).join('\\n'))")
        .asText("axe did not run");
  }

  @Test
  void axeFindsWhatIsWrong() throws Exception {
    browser.open(search.address() + "/");
    browser.evaluate("document.querySelector('label').remove()");
    browser.evaluate("document.querySelector('#q').removeAttribute('placeholder')");
    assertTrue(axe().startsWith("label: "), axe());
  }

  @Test
  void fitsDesktopAndPhoneInLightAndDark() throws Exception {
    picture("home", search.address() + "/");
    picture("results", search.address() + "/?q=rolling+update");
    picture("bm25", failing.address() + "/?q=rolling+update");
    picture("compare", search.address() + "/compare?q=rolling+update");
    picture("compare-bm25", failing.address() + "/compare?q=rolling+update");
    picture("like", search.address() + "/?like=rolling%23top");
    picture("narrowed", search.address() + "/compare?q=rolling+updote&after=2020-01-01");
    picture("nothing", search.address() + "/?q=helicopter");
    picture("problem", search.address() + "/?q=update&size=0");
    picture(
        "feedback",
        marking.address() + "/?q=rolling+update&noted=canary%23compare-with-a-rolling-update");
    console.get("/?q=okapi");
    picture("console", console.address() + "/console");
    picture("console-topics", console.address() + "/console/topics");
    picture("console-model", console.address() + "/console/model");
    assertEquals(List.of(), unexpected());
  }

  /** The 400 of the problem page is logged as an error, and rightly so. */
  private static List<String> unexpected() {
    return browser.complaints().stream().filter(one -> !one.contains("400")).toList();
  }

  @Test
  void runsNothingThatStrangersWrote() throws Exception {
    browser.open(search.address() + "/" + TestSearch.query("update <script>alert(5)</script>"));
    assertEquals(1, browser.evaluate("document.scripts.length").asInt(), "scripts beside our own");
    assertEquals(0, browser.evaluate("document.querySelectorAll('main img').length").asInt());
    assertTrue(
        browser
            .evaluate("document.querySelector('main').textContent")
            .asText()
            .contains("<script>alert('update')</script>"));
    assertEquals(
        0, browser.evaluate("document.querySelectorAll('a[href^=javascript]').length").asInt());
    assertEquals(List.of(), unexpected());
  }

  @Test
  void takesFeedbackWithoutJavaScript() throws Exception {
    browser.javaScript(false);
    try {
      browser.open(marking.address() + "/?q=rolling+update");
      browser.evaluate("document.querySelector('.helpful button').click()");
      for (int i = 0;
          i < 600 && browser.evaluate("location.search").asText().indexOf("noted") < 0;
          i++) {
        Thread.sleep(100);
      }
      assertEquals(
          "Noted, thank you",
          browser.evaluate("document.querySelector('.helpful').textContent").asText());
    } finally {
      browser.javaScript(true);
    }
    List<Feedback> kept = AvroFiles.readAll(Feedback.class, marks);
    assertEquals(FeedbackKind.HELPFUL, kept.get(0).getKind());
    assertEquals("rolling update", kept.get(0).getQuery());
  }

  @Test
  void isSteeredByKeys() throws Exception {
    browser.open(search.address() + "/?q=rolling+update");
    browser.press("/");
    assertEquals("q", browser.evaluate("document.activeElement.id").asText());
    assertEquals("rolling update", browser.evaluate("document.activeElement.value").asText());
    browser.press("ArrowDown");
    String first = browser.evaluate("document.activeElement.href").asText();
    assertEquals(browser.evaluate("document.querySelector('.result a.main').href").asText(), first);
    browser.press("ArrowDown");
    String second = browser.evaluate("document.activeElement.href").asText();
    assertTrue(!second.isEmpty() && !second.equals(first), second);
    browser.press("ArrowUp");
    assertEquals(first, browser.evaluate("document.activeElement.href").asText());
    browser.press("ArrowUp");
    assertEquals("q", browser.evaluate("document.activeElement.id").asText());
  }

  @Test
  void showsResultsWhileOneTypes() throws Exception {
    browser.open(search.address() + "/");
    for (String key : List.of("r", "o", "l", "l")) {
      browser.press(key);
    }
    long end = System.nanoTime() + 20_000_000_000L;
    while (browser.evaluate("document.querySelectorAll('.result').length").asInt() == 0) {
      assertTrue(System.nanoTime() < end, "no results came");
      Thread.sleep(50);
    }
    assertEquals("roll", browser.evaluate("document.querySelector('#q').value").asText());
    assertEquals("q", browser.evaluate("document.activeElement.id").asText());
    assertEquals("/", browser.evaluate("location.pathname + location.search").asText());
    assertEquals(
        browser.evaluate("document.querySelector('main .status span').textContent").asText(),
        browser.evaluate("document.querySelector('header [role=status]').textContent").asText());
    assertEquals(1, browser.evaluate("document.querySelectorAll('[role=status]').length").asInt());
    browser.press("ArrowDown");
    assertEquals(
        browser.evaluate("document.querySelector('.result a.main').href").asText(),
        browser.evaluate("document.activeElement.href").asText());
    assertEquals(List.of(), unexpected());
  }

  @Test
  void staysNarrowedWhileOneTypes() throws Exception {
    browser.open(search.address() + "/?q=update&tag=nobody-has-it");
    String everything = "document.querySelector('main .facets a').textContent";
    assertEquals("Search everything", browser.evaluate(everything).asText());
    browser.press("/");
    for (String key : List.of("z", "e", "b")) {
      browser.press(key);
    }
    long end = System.nanoTime() + 20_000_000_000L;
    while (!browser.evaluate("document.title").asText().startsWith("zeb ")) {
      assertTrue(System.nanoTime() < end, "no answer came");
      Thread.sleep(50);
    }
    assertEquals(0, browser.evaluate("document.querySelectorAll('.result').length").asInt());
    assertEquals("Search everything", browser.evaluate(everything).asText());
    browser.evaluate("document.querySelector('#q').form.submit()");
    String query = "new URLSearchParams(location.search)";
    while (!browser.evaluate(query + ".get('q')").asText().equals("zeb")) {
      assertTrue(System.nanoTime() < end, "the form was not sent");
      Thread.sleep(50);
    }
    assertEquals("nobody-has-it", browser.evaluate(query + ".get('tag')").asText());
  }

  @Test
  void worksWithoutJavaScript() throws Exception {
    browser.javaScript(false);
    try {
      browser.open(search.address() + "/?q=rolling+update");
      assertTrue(browser.evaluate("document.querySelectorAll('.result').length").asInt() > 1);
      assertEquals("get", browser.evaluate("document.querySelector('form').method").asText());
      assertEquals(
          "rolling update", browser.evaluate("document.querySelector('#q').value").asText());
    } finally {
      browser.javaScript(true);
    }
  }
}
