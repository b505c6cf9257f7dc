package dev.docent.transforms.wikipedia.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class XmlReferencesTest {
  private static final String[] PIECES = {
    "a",
    "&lt;",
    "&gt;",
    "&amp;",
    "&quot;",
    "&apos;",
    "&#233;",
    "&#x1F600;",
    "&",
    ";",
    "&nbsp;",
    "é",
    "東",
    "😀",
    "&#xD800;",
    "&#0;",
    "&ltt;",
    "&;",
    " ",
    "&amp;lt;",
    "&longerthanthat;",
    "eight or more",
    "abcdefg&lt;h"
  };

  @Test
  void decodesAsJavaAndTheSlowWayDo() {
    long seed = Long.getLong("docent.test.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 5000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      if (round % 2 == 1 && bytes.length > 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      int size = bytes.length - (round % 5 == 0 && bytes.length > 0 ? 1 : 0);
      assertEquals(
          XmlReferences.resolve(new String(bytes, 0, size, StandardCharsets.UTF_8)),
          XmlReferences.decode(bytes, size),
          () -> "seed %d: %s".formatted(seed, text));
    }
  }
}
