package dev.docent.pipelines.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.docent.transforms.dataset.validation.Profile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastDatasetTest {
  @Test
  void tellsThatTopicsAreLeftOutWhereAnotherNumberWasLearned() {
    LastDataset last = new LastDataset(Optional.of(learned(12)), List.of(), "From X", "");
    assertEquals("From X", last.comparison(learned(12)));
    assertEquals(
        "From X. Topics by rank are left out: 12 were learned then, 40 now",
        last.comparison(learned(40)));
  }

  @Test
  void withoutAnEarlierSetThereIsNothingToLeaveOut() {
    LastDataset none = new LastDataset(Optional.empty(), List.of(), "None", "");
    assertEquals("None", none.comparison(learned(40)));
  }

  private static Profile learned(int topics) {
    return Profile.of(Map.of(), Map.of(), topics, List.of(), new int[0], new int[0]);
  }
}
