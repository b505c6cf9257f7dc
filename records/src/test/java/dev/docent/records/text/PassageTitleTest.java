package dev.docent.records.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PassageTitleTest {
  @Test
  void joinsTitleAndHeadings() {
    assertEquals(
        "Pods - Life cycle - Phases", PassageTitle.of("Pods", List.of("Life cycle", "Phases")));
  }

  @Test
  void leavesOutRepeatsAndBlanks() {
    assertEquals("Pods - Phases", PassageTitle.of("Pods", List.of("Pods", " ", "Phases", "Pods")));
    assertEquals("Phases", PassageTitle.of("", List.of("Phases")));
    assertEquals("", PassageTitle.of(" ", List.of()));
  }
}
