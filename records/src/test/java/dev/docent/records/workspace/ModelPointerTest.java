package dev.docent.records.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelPointerTest {
  private final ModelPointer third = new ModelPointer(1, null).movedTo(2).movedTo(3);

  @Test
  void remembersTheVersionsBeforeTheLatestFirst() {
    assertEquals(new ModelPointer(3, 2L, List.of(1L), List.of()), third);
  }

  @Test
  void rollsBackStepByStepAndWithdrawsWhatItLeaves() {
    ModelPointer second = third.rolledBack().orElseThrow();
    assertEquals(new ModelPointer(2, 1L, List.of(), List.of(3L)), second);
    ModelPointer first = second.rolledBack().orElseThrow();
    assertEquals(new ModelPointer(1, null, List.of(), List.of(2L, 3L)), first);
    assertEquals(Optional.empty(), first.rolledBack());
  }

  @Test
  void aVersionThatComesBackIsNoLongerWithdrawn() {
    ModelPointer back = third.rolledBack().orElseThrow().movedTo(3);
    assertEquals(new ModelPointer(3, 2L, List.of(1L), List.of()), back);
  }

  @Test
  void aMoveByHandWithdrawsWhatWasInUse() {
    assertEquals(new ModelPointer(1, 3L, List.of(2L), List.of(3L)), third.movedByHandTo(1));
  }

  @Test
  void aVersionOfTheSameTrainingTakesThePlaceAlone() {
    assertEquals(new ModelPointer(4, 2L, List.of(1L), List.of()), third.replacedBy(4));
  }

  @Test
  void isReadAsWrittenAndOldFormsToo() throws IOException {
    ModelPointer pointer = third.movedByHandTo(5);
    assertEquals(Optional.of(pointer), ModelPointer.parse(pointer.json(), "stable"));
    assertEquals(Optional.of(new ModelPointer(3, 2L)), parse("{\"version\": 3, \"previous\": 2}"));
    assertEquals(Optional.empty(), ModelPointer.parse(ModelPointer.NONE.json(), "canary"));
    assertThrows(UserException.class, () -> parse("three"));
    assertThrows(UserException.class, () -> parse("{\"version\": -1}"));
  }

  private static Optional<ModelPointer> parse(String json) throws IOException {
    return ModelPointer.parse(json.getBytes(StandardCharsets.UTF_8), "stable");
  }
}
