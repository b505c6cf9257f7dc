package dev.docent.transforms.articles;

import static dev.docent.transforms.articles.Pages.sections;
import static dev.docent.transforms.articles.Pages.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.docent.records.Section;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectionTest {
  @Test
  void titleHeadingYieldsTheLead() {
    Section lead = sections("<h1 id=pods>Pods</h1><p>A pod runs.").get(0);
    assertEquals("docs/page.html#pods", lead.getId());
    assertEquals("pods", lead.getAnchor());
    assertEquals(1, lead.getLevel());
    assertEquals(List.of(), lead.getHeadingPath());
    assertEquals("A pod runs.", lead.getText());
  }

  @Test
  void leadWithoutAnchorIsTheTop() {
    Section lead = sections("<h1>Pods</h1><p>A pod runs.").get(0);
    assertEquals("docs/page.html#top", lead.getId());
    assertNull(lead.getAnchor());
  }

  @Test
  void textBeforeTheTitleBelongsToTheLead() {
    assertEquals("Before.\nAfter.", text("<p>Before.</p><h1>Title</h1><p>After.</p>"));
  }

  @Test
  void titleAfterOtherHeadingsStillYieldsTheLeadAtTheFront() {
    List<Section> sections =
        sections(
            "<h5 id=c>Copyright</h5><p>Ours.</p><h1 id=t>Guide</h1><p>Lead.</p><h2>A</h2><p>B");
    assertEquals(List.of("Lead.", "Ours.", "B"), sections.stream().map(Section::getText).toList());
    assertEquals(List.of("A"), sections.get(2).getHeadingPath());
  }

  @Test
  void pathsFollowTheLevels() {
    List<Section> sections =
        sections("<h1>T</h1>0<h2>A</h2>1<h4>B</h4>2<h3>C</h3>3<h4>D</h4>4<h2>E</h2>5");
    assertEquals(
        List.of(
            List.of(),
            List.of("A"),
            List.of("A", "B"),
            List.of("A", "C"),
            List.of("A", "C", "D"),
            List.of("E")),
        sections.stream().map(Section::getHeadingPath).toList());
    assertEquals(List.of(0, 1, 2, 3, 4, 5), sections.stream().map(Section::getPosition).toList());
    assertEquals(List.of(1, 2, 4, 3, 4, 2), sections.stream().map(Section::getLevel).toList());
  }

  @Test
  void furtherTopHeadingsAreSections() {
    List<Section> sections = sections("<h1>T</h1>0<h1>Part</h1>1<h2>Sub</h2>2");
    assertEquals(List.of("Part", "Sub"), sections.get(2).getHeadingPath());
    assertEquals(1, sections.get(1).getLevel());
  }

  @Test
  void findsHeadingsAtAnyDepth() {
    List<Section> sections =
        sections("<h1>T</h1>a<div><div><div><h2>Deep</h2></div>x</div><section><h3>Deeper</h3>y");
    assertEquals(List.of("Deep", "Deeper"), sections.get(2).getHeadingPath());
    assertEquals("x", sections.get(1).getText());
  }

  @Test
  void slugsStandInForMissingIds() {
    List<Section> sections = sections("<h1>T</h1><h2>What's  new, in 2.0?</h2>a<h2>日本語</h2>b");
    assertEquals("docs/page.html#whats-new-in-20", sections.get(0).getId());
    assertNull(sections.get(0).getAnchor());
    assertEquals("docs/page.html#日本語", sections.get(1).getId());
  }

  @Test
  void repeatedAnchorsAreNumbered() {
    List<Section> sections =
        sections("<h2 id=a>A</h2>1<h2 id=a>B</h2>2<h2>a</h2>3<h2 id=a-2>C</h2>4");
    assertEquals(
        List.of("#a", "#a-2", "#a-3", "#a-2-2"),
        sections.stream().map(s -> s.getId().substring("docs/page.html".length())).toList());
  }

  @Test
  void anchorsMayStandInsideOrBeforeTheHeading() {
    List<Section> sections =
        sections(
            "<h2><a name=inside></a>A</h2>1<a id=before></a><h2>B</h2>2"
                + "<section id=around><h2>C</h2>3</section><p><a id=far></a>text</p><h2>D</h2>4");
    assertEquals("inside", sections.get(0).getAnchor());
    assertEquals("before", sections.get(1).getAnchor());
    assertEquals("around", sections.get(2).getAnchor());
    assertNull(sections.get(3).getAnchor());
  }

  @Test
  void permalinksAreNoPartOfHeadings() {
    for (String link :
        List.of(
            "<a class=headerlink href=#x title='Permanent link'>¶</a>",
            "<a class=anchor href=#x>#</a>",
            "<a href=#x>Permanent link</a>",
            "<a href=#x aria-hidden=true><svg></svg></a>")) {
      assertEquals(
          List.of("Install"),
          sections("<h2 id=x>Install " + link + "</h2>a").get(0).getHeadingPath());
    }
  }

  @Test
  void headingThatIsALinkKeepsItsText() {
    assertEquals(
        List.of("Install"),
        sections("<h2><a class=anchor href=#install>Install</a></h2>a").get(0).getHeadingPath());
  }

  @Test
  void emptySectionsVanishButStayInPaths() {
    List<Section> sections = sections("<h1>T</h1><h2>Guide</h2><h3>Install</h3>Do it.");
    assertEquals(1, sections.size());
    assertEquals(List.of("Guide", "Install"), sections.get(0).getHeadingPath());
    assertEquals(0, sections.get(0).getPosition());
  }

  @Test
  void shortSectionsJoinTheOneBefore() {
    ParseOutcome outcome =
        new ArticleParser(1, 10)
            .parse(Pages.html("p", "<main><h1>T</h1>Long enough lead.<h2>Tiny</h2>abc</main>"));
    List<Section> sections = ((ParseOutcome.Parsed) outcome).article().getSections();
    assertEquals(1, sections.size());
    assertEquals("Long enough lead.\nTiny\nabc", sections.get(0).getText());
  }

  @Test
  void unclosedHeadingDoesNotSwallowThePage() {
    String paragraph = "<p>" + "Words of a paragraph. ".repeat(20) + "</p>";
    List<Section> sections = sections("<h1>T</h1><h2>Open" + paragraph + paragraph);
    assertEquals(List.of("Open"), sections.get(0).getHeadingPath());
    assertEquals(2, sections.get(0).getText().lines().count());
  }
}
