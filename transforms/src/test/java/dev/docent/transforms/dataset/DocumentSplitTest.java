package dev.docent.transforms.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.docent.records.Split;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentSplitTest {
  @Test
  void givesEachSplitItsShare() {
    DocumentSplit split = new DocumentSplit(17, 0.1, 0.2);
    Map<Split, Integer> counts = new EnumMap<>(Split.class);
    for (int i = 0; i < 20_000; i++) {
      counts.merge(split.of("document/" + i), 1, Integer::sum);
    }
    assertEquals(2000, counts.get(Split.TEST), 200);
    assertEquals(4000, counts.get(Split.VALIDATION), 250);
    assertEquals(14_000, counts.get(Split.TRAIN), 300);
  }

  @Test
  void leavesTheTestDocumentsWhereTheValidationShareChanges() {
    for (int i = 0; i < 500; i++) {
      String id = "d" + i;
      boolean before = new DocumentSplit(1, 0.1, 0.0).of(id) == Split.TEST;
      assertEquals(before, new DocumentSplit(1, 0.1, 0.4).of(id) == Split.TEST);
    }
  }

  @Test
  void dependsOnTheSeedAndKeepsNamesApart() {
    assertNotEquals(SeededHash.of(1, "a"), SeededHash.of(2, "a"));
    assertNotEquals(SeededHash.of(1, "ab", "c"), SeededHash.of(1, "a", "bc"));
    assertEquals(SeededHash.of(1, "ab", "c"), SeededHash.of(1, "ab", "c"));
  }
}
