package dev.docent.transforms.wikipedia;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Entry;
import dev.docent.records.EntrySection;
import dev.docent.records.TermWeight;
import dev.docent.records.Topic;
import dev.docent.records.TopicMatch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchViewsTest {
  @TempDir Path folder;

  @Test
  void writesARowForEachMatchByTopicAndRank() throws Exception {
    MatchTable.write(topics(), folder.resolve("m.csv"));
    List<String> lines = Files.readAllLines(folder.resolve("m.csv"));
    assertEquals(
        "topic_id,topic_label,rank,similarity,entry_id,entry_title,url,categories,first_sentence",
        lines.get(0));
    assertEquals(
        "0,\"pods, <nodes>\",1,0.5000,7,C++ & \"C\",https://x.org/wiki/C%2B%2B_%26_%22C%22,A; B,\"It's a language, made long ago for systems.\""
            .replace("C++ & \"C\"", "\"C++ & \"\"C\"\"\""),
        lines.get(1));
    assertTrue(lines.get(2).startsWith("0,\"pods, <nodes>\",2,0.4000,8,D,"), lines.get(2));
    assertEquals(3, lines.size());
  }

  @Test
  void escapesWhatItShows() throws Exception {
    String html = MatchPage.html(topics(), null);
    assertFalse(html.contains("<nodes>"), html);
    assertTrue(html.contains("pods, &lt;nodes&gt;"), html);
    assertTrue(html.contains("Topics without an entry"), html);
    assertTrue(html.contains("1. birds"), html);
  }

  @Test
  void readsWithoutScriptsAndAsksNoServer() throws Exception {
    TopicFloors floors = new TopicFloors(0.2, new float[] {0.123f, 0.2f}, new float[2], 60);
    Document page = Jsoup.parse(MatchPage.html(topics(), floors));
    assertTrue(page.select("[src], link").isEmpty());
    String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
    assertTrue(policy.startsWith("default-src 'none'"), policy);
    byte[] script = page.select("script").get(0).data().getBytes(StandardCharsets.UTF_8);
    String hash =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(script));
    assertTrue(policy.contains("'sha256-" + hash + "'"), policy);
    // What needs a script is hidden until there is one.
    assertTrue(
        page.select("button").stream().allMatch(button -> button.closest("[hidden]") != null));
    Element row = page.select("tr[data-entry=7]").get(0);
    assertEquals("C++ & \"C\"", row.attr("data-title"));
    assertEquals("https://x.org/wiki/C%2B%2B_%26_%22C%22", row.select("a").attr("href"));
    assertTrue(row.text().contains("It's a language, made long ago"), row.text());
    assertTrue(page.text().contains("(floor 0.12)"), page.text());
    assertTrue(page.text().contains("learned from 60 entries"), page.text());
  }

  @Test
  void takesTheFirstSentencePastAbbreviations() {
    assertEquals(
        "X (c. 1900) is a thing that has a use of its own.",
        FirstSentence.of("X (c. 1900) is a thing that has a use of its own. It is old.\nMore."));
    assertEquals(300, FirstSentence.of("x".repeat(500)).length());
    assertEquals("", FirstSentence.of(""));
  }

  @Test
  void tellsDisambiguationPages() {
    assertTrue(Disambiguation.isOne("Pod", "Pod may refer to:\n* x\n{{disambiguation|geo}}"));
    assertTrue(Disambiguation.isOne("Pod (disambiguation)", "x"));
    assertFalse(Disambiguation.isOne("Pod", "{{about|x|the disambiguation page|y}} A pod is."));
  }

  private static MatchedTopics topics() {
    Topic pods = topic(0, "pods, <nodes>");
    Topic birds = topic(1, "birds");
    Entry entry =
        new Entry(
            7L,
            "C++ & \"C\"",
            List.of(
                new EntrySection(List.of(), "It's a language, made long ago for systems. Old.")),
            List.of("A", "B"),
            List.of());
    return MatchedTopics.of(
        List.of(birds, pods),
        List.of(new TopicMatch(0, 8L, "D", 2, 0.4f), new TopicMatch(0, 7L, "C++ & \"C\"", 1, 0.5f)),
        List.of(entry),
        "https://x.org/wiki/");
  }

  private static Topic topic(int id, String label) {
    return new Topic(
        id,
        label,
        1.0,
        0.1,
        0.2,
        List.of(new TermWeight("pod", "pods", 0.5)),
        List.of(),
        0.1,
        null);
  }
}
