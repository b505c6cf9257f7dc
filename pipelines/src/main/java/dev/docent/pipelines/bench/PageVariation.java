package dev.docent.pipelines.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Another page of the same markup: a third of the longer words of its text are put in the place of
 * others, so that no two variations are near-duplicates. What is in tags, scripts, styles and
 * comments stays, and so does the length, about.
 */
final class PageVariation {
  private static final double SHARE = 1 / 3.0;
  private static final int LEAST_LETTERS = 4;
  private static final byte[][] RAW = {bytes("<script"), bytes("<style"), bytes("<!--")};
  private static final byte[][] RAW_ENDS = {bytes("</script"), bytes("</style"), bytes("-->")};

  private final byte[] page;
  private final List<int[]> words = new ArrayList<>();

  private PageVariation(byte[] page) {
    this.page = page;
    int i = 0;
    while (i < page.length) {
      if (page[i] == '<') {
        i = endOfMarkup(i);
      } else {
        int end = i;
        while (end < page.length && isWordByte(page[end])) {
          end++;
        }
        if (isWord(i, end)) {
          words.add(new int[] {i, end});
        }
        i = Math.max(end, i + 1);
      }
    }
  }

  static byte[] of(byte[] page, Random random) {
    return new PageVariation(page).varied(random);
  }

  private byte[] varied(Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(page.length + 1024);
    int from = 0;
    for (int[] word : words) {
      if (random.nextDouble() < SHARE) {
        int[] other = words.get(random.nextInt(words.size()));
        out.write(page, from, word[0] - from);
        out.write(page, other[0], other[1] - other[0]);
        from = word[1];
      }
    }
    out.write(page, from, page.length - from);
    return out.toByteArray();
  }

  private int endOfMarkup(int start) {
    for (int kind = 0; kind < RAW.length; kind++) {
      if (startsWith(start, RAW[kind])) {
        int end = start + 1;
        while (end < page.length && !startsWith(end, RAW_ENDS[kind])) {
          end++;
        }
        return Math.min(page.length, end + RAW_ENDS[kind].length);
      }
    }
    int end = start + 1;
    while (end < page.length && page[end - 1] != '>') {
      end++;
    }
    return end;
  }

  private boolean startsWith(int at, byte[] what) {
    return at + what.length <= page.length
        && Arrays.equals(page, at, at + what.length, what, 0, what.length);
  }

  /** Also '&' and ';', so that no entity is taken apart. */
  private static boolean isWordByte(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '&' || b == ';' || b < 0;
  }

  private boolean isWord(int from, int to) {
    for (int i = from; i < to; i++) {
      if (page[i] < 'a' || page[i] > 'z') {
        return false;
      }
    }
    return to - from >= LEAST_LETTERS;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
