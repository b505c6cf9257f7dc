package dev.docent.serving.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MatchesTest {
  @Test
  void keepsAllThatItIsGivenInReadingOrder() {
    Matches matches = new Matches(4);
    matches.add(2_000_000_000, 2_000_065_535, 65_535);
    matches.add(7, 9, 1);
    matches.add(7, 8, 2);
    matches.add(0, 1, 0);
    matches.inReadingOrder();
    assertEquals("0-1:0 7-8:2 7-9:1 2000000000-2000065535:65535", told(matches));
  }

  @Test
  void refusesWhatItHasNoRoomFor() {
    Matches matches = new Matches(1);
    assertThrows(IllegalArgumentException.class, () -> matches.add(0, 65_536, 0));
    assertThrows(IllegalArgumentException.class, () -> matches.add(0, 1, 65_536));
    assertEquals(0, matches.size());
  }

  private static String told(Matches matches) {
    StringBuilder told = new StringBuilder();
    for (int i = 0; i < matches.size(); i++) {
      told.append(i == 0 ? "" : " ").append(matches.start(i)).append('-').append(matches.end(i));
      told.append(':').append(matches.term(i));
    }
    return told.toString();
  }
}
