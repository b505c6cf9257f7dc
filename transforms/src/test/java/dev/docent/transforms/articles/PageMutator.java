package dev.docent.transforms.articles;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes broken pages of whole ones: the same seed and number give the same page. Knows bytes, tags,
 * entities and other pages, as what breaks parsers is seldom random.
 */
final class PageMutator {
  private static final int MAX_STEPS = 6;
  private static final int MAX_BYTES = 200_000;
  private static final String[] PIECES = {
    "<div>",
    "</div>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</table>",
    "<h1>",
    "<h2 id=x>",
    "</h2>",
    "<h6>",
    "<pre>",
    "</pre>",
    "<p>",
    "</p>",
    "<a href=#>",
    "</a>",
    "<b>",
    "<i>",
    "</b>",
    "<form>",
    "<select>",
    "<option>",
    "<template>",
    "</template>",
    "<noscript>",
    "</noscript>",
    "<svg>",
    "<math><mi>",
    "</svg>",
    "<foreignObject>",
    "<frameset><frame src=a>",
    "<noframes>",
    "<iframe>",
    "<script>",
    "</script>",
    "<script type='text/x-handlebars-template'>",
    "<style>",
    "</style>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?xml version='1.0'?>",
    "<!DOCTYPE html>",
    "<plaintext>",
    "<textarea>",
    "<title>",
    "</title>",
    "<body hidden>",
    "</body>",
    "</html>",
    "<main>",
    "</main>",
    "<article>",
    "<nav>",
    "</nav>",
    "<li>",
    "<ul>",
    "</ul>",
    "<dl><dt>",
    "<br/>",
    "<ruby><rp>",
    "<meta charset=utf-16>",
    "<meta http-equiv=refresh content='0;url=//'>",
    "<base href='::'>",
    "<link rel=canonical href='http://[::1'>",
    "{% highlight %}",
    "{% raw %}",
    "{{",
    "}}",
    "{%",
    "---\n",
    "---\ntitle: [\n---\n",
    "<time datetime=9999-99-99>",
    "<a rel=tag>",
    "<meta name>",
    "<script type='application/ld+json'>{\"datePublished\":",
    "<p style='display:none'>",
    "<h1></h1>",
    "<caption>",
    "<colgroup>",
    "<marquee>",
    "<center>",
    "<font size=7>"
  };
  private static final String[] ENTITIES = {
    "&#0;",
    "&#x110000;",
    "&#xD800;",
    "&amp",
    "&;",
    "&#;",
    "&#x;",
    "&nbsp;",
    "&notit;",
    "&lt;/p&gt;",
    "&#128;",
    "&zwj;",
    "&NotEqualTilde;",
    "&&&&",
    "&#99999999999;"
  };
  private static final String[] BYTES = {
    "\u0000",
    "\u00FF\u00FE",
    "\u00EF\u00BB\u00BF",
    "\u00C0\u0080",
    "\u00ED\u00A0\u0080",
    "\u001B$B",
    "\u0080",
    "\r\n\r",
    "\u00F4\u0090\u0080\u0080",
    "\u000C",
    "\"'>",
    "<",
    ">",
    "=",
    "/"
  };

  private final List<byte[]> pages;

  PageMutator(List<byte[]> pages) {
    this.pages = pages;
  }

  byte[] page(long seed, long number) {
    Random random = new Random(seed * 1_000_003 + number * 7919);
    byte[] page = any(random);
    for (int step = random.nextInt(MAX_STEPS); step >= 0; step--) {
      page = step(page, random);
      if (page.length > MAX_BYTES) {
        page = Arrays.copyOf(page, MAX_BYTES);
      }
    }
    return page;
  }

  private byte[] any(Random random) {
    return pages.get(random.nextInt(pages.size()));
  }

  private byte[] step(byte[] page, Random random) {
    int at = random.nextInt(page.length + 1);
    int to = Math.min(page.length, at + random.nextInt(400));
    return switch (random.nextInt(10)) {
      case 0 -> flip(page, random);
      case 1 -> Arrays.copyOf(page, at);
      case 2 -> join(page, 0, at, new byte[0], page, to, page.length);
      case 3 ->
          join(page, 0, at, repeated(any(PIECES, random), random, 300), page, at, page.length);
      case 4 ->
          join(page, 0, at, repeated(any(ENTITIES, random), random, 50), page, at, page.length);
      case 5 -> join(page, 0, at, repeated(any(BYTES, random), random, 30), page, at, page.length);
      case 6 -> crossover(page, at, random);
      case 7 -> join(page, 0, to, new byte[0], page, at, page.length);
      case 8 -> bomb(page, at, random);
      default ->
          join(
              page,
              0,
              at,
              any(PIECES, random).getBytes(StandardCharsets.UTF_8),
              page,
              at,
              page.length);
    };
  }

  private static byte[] flip(byte[] page, Random random) {
    byte[] flipped = page.clone();
    for (int i = random.nextInt(50); i >= 0 && flipped.length > 0; i--) {
      flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
    }
    return flipped;
  }

  private byte[] crossover(byte[] page, int at, Random random) {
    byte[] other = any(random);
    return join(page, 0, at, new byte[0], other, random.nextInt(other.length + 1), other.length);
  }

  /** Thousands of one or two tags, never closed. */
  private static byte[] bomb(byte[] page, int at, Random random) {
    String tags = any(PIECES, random) + (random.nextBoolean() ? any(PIECES, random) : "");
    int times = random.nextInt(20) == 0 ? 10_000 : random.nextInt(500);
    byte[] bomb = tags.repeat(times).getBytes(StandardCharsets.UTF_8);
    return join(page, 0, at, bomb, page, at, page.length);
  }

  private static byte[] repeated(String piece, Random random, int most) {
    int times = random.nextInt(4) == 0 ? 1 + random.nextInt(most) : 1;
    return piece.repeat(times).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String any(String[] pieces, Random random) {
    return pieces[random.nextInt(pieces.length)];
  }

  private static byte[] join(
      byte[] one, int from, int to, byte[] between, byte[] other, int start, int end) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(one, from, to - from);
    out.writeBytes(between);
    out.write(other, start, end - start);
    return out.toByteArray();
  }
}
