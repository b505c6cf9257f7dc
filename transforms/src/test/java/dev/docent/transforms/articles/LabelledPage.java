package dev.docent.transforms.articles;

import dev.docent.records.RawPage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * A page of ours that was labelled by hand, in the page itself: what a reader wants stands between
 * double angle brackets, and what is to be left out within that between double square brackets. All
 * other text is to be left out. A first line {@code [encode X declared Y]} in square brackets says
 * in which charset the page is served, and which one its source claims.
 *
 * @param declared the charset that the source states, null for none
 * @param kept the text to be kept
 */
record LabelledPage(String name, byte[] bytes, @Nullable String declared, String kept) {
  private static final Pattern ENCODING =
      Pattern.compile("\\A\u27E6encode (\\S+)(?: declared (\\S+))?\u27E7\\s*");
  private static final Pattern LEFT_OUT = Pattern.compile("(?s)\u27E6.*?\u27E7");
  private static final Pattern KEPT = Pattern.compile("(?s)\u27EA(.*?)\u27EB");
  private static final Pattern MARKERS = Pattern.compile("[\u27EA\u27EB\u27E6\u27E7]");
  private static final Pattern UNSEEN =
      Pattern.compile("(?is)<(script|style)\\b.*?</\\1>|<!--.*?-->|\\{\\{.*?\\}\\}");
  private static final Pattern INLINE =
      Pattern.compile(
          "(?i)</?(?:span|b|i|em|a|code|strong|sup|sub|small|font|clipboard-copy)\\b[^>]*>");
  private static final Pattern TAG = Pattern.compile("(?s)</?[a-zA-Z][^>]*>");

  static List<LabelledPage> all() throws Exception {
    Path folder = Path.of(LabelledPage.class.getResource("labelled").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(LabelledPage::read).toList();
    }
  }

  private static LabelledPage read(Path file) {
    String page;
    try {
      page = Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Charset charset = StandardCharsets.UTF_8;
    String declared = null;
    Matcher encoding = ENCODING.matcher(page);
    if (encoding.find()) {
      charset = Charset.forName(encoding.group(1));
      declared = encoding.group(2);
      page = page.substring(encoding.end());
    }
    StringBuilder kept = new StringBuilder();
    Matcher keep = KEPT.matcher(page);
    while (keep.find()) {
      kept.append(readable(LEFT_OUT.matcher(keep.group(1)).replaceAll(" "))).append('\n');
    }
    byte[] bytes = MARKERS.matcher(page).replaceAll("").getBytes(charset);
    return new LabelledPage(
        file.getFileName().toString().toLowerCase(Locale.ROOT), bytes, declared, kept.toString());
  }

  private static String readable(String markup) {
    String text = UNSEEN.matcher(markup).replaceAll(" ");
    text = INLINE.matcher(text).replaceAll("");
    return Parser.unescapeEntities(TAG.matcher(text).replaceAll(" "), false);
  }

  RawPage raw() {
    return Pages.html(name, bytes, declared);
  }
}
