package dev.docent.transforms.articles;

import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** The frames of a page that is only a set of them. */
final class Frames {
  /** A shorter alternative is a notice that the browser is too old. */
  private static final int LEAST_ALTERNATIVE_CHARACTERS = 250;

  private static final int MAX_NAMED = 20;

  private final List<Element> frames;

  private Frames(List<Element> frames) {
    this.frames = frames;
  }

  static Frames of(Document page, PageScan scan) {
    boolean frameset = page.body().nameIs("frameset");
    return new Frames(frameset ? scan.frames() : List.of());
  }

  boolean isFrameset() {
    return !frames.isEmpty();
  }

  /** Puts what is meant for readers without frames in their place, if it is a text. */
  boolean showAlternative(Document page) {
    Element alternative = page.selectFirst("noframes");
    if (alternative == null) {
      return false;
    }
    String markup = alternative.data() + alternative.wholeText();
    Document shown = Parser.parse(markup, page.baseUri());
    if (shown.body().text().length() < LEAST_ALTERNATIVE_CHARACTERS) {
      return false;
    }
    page.body().replaceWith(shown.body());
    return true;
  }

  String describe() {
    List<String> sources =
        frames.stream()
            .map(frame -> frame.attr("src").strip())
            .filter(source -> !source.isEmpty())
            .distinct()
            .limit(MAX_NAMED)
            .toList();
    return sources.isEmpty()
        ? "is a set of frames without addresses"
        : "its text is in the frames '%s'".formatted(String.join("', '", sources));
  }
}
