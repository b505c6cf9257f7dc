package dev.docent.transforms.articles;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8TextTest {
  private static void assertDecodedAsByTheJdk(byte[] bytes) {
    assertEquals(new String(bytes, StandardCharsets.UTF_8), Utf8Text.decode(bytes));
  }

  @Test
  void decodesAsTheJdkDoes() {
    long seed = System.nanoTime();
    System.out.println("UTF-8: seed " + seed);
    Random random = new Random(seed);
    int[] bounds = {0x80, 0x800, 0x10000, 0x110000};
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(60); n > 0; n--) {
        int code = random.nextInt(bounds[random.nextInt(bounds.length)]);
        text.append("a".repeat(random.nextInt(12)));
        text.appendCodePoint(
            Character.isValidCodePoint(code) && (code < 0xD800 || code > 0xDFFF) ? code : 'x');
      }
      assertDecodedAsByTheJdk(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "61EDA08062", "E08080", "F0808080", "F4908080", "F5808080", "EDBFBF"})
  void whatIsNoCharacterIsReplacedAsByTheJdk(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertDecodedAsByTheJdk(bytes);
  }

  @Test
  void findsTheFirstByteThatIsNotAscii() {
    byte[] bytes = new byte[40];
    assertEquals(40, AsciiRun.end(bytes, 3));
    for (int place = 39; place >= 5; place--) {
      bytes[place] = (byte) 0xC3;
      assertEquals(place, AsciiRun.end(bytes, 5));
    }
  }
}
