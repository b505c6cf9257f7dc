package dev.docent.models.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.models.TinyBert;
import dev.docent.records.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupFileTest {
  @TempDir Path folder;
  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("some.tfrecord");
  }

  @Test
  void readsGroupsInAnyOrderWithoutTheirPadding() throws Exception {
    List<Group> groups = TinyData.groups(9, 4);
    TinyData.write(path, groups);
    GroupFile file = GroupFile.open(path, TinyBert.VOCABULARY);
    assertEquals(9, file.size());
    assertEquals(36, file.records());
    for (int index : new int[] {8, 0, 5}) {
      Group expected = groups.get(index);
      Group actual = file.read(index);
      assertEquals(expected.id(), actual.id());
      assertEquals(expected.labels(), actual.labels());
      for (int i = 0; i < expected.pairs().size(); i++) {
        assertArrayEquals(expected.pairs().get(i).inputIds(), actual.pairs().get(i).inputIds());
        assertArrayEquals(expected.pairs().get(i).segmentIds(), actual.pairs().get(i).segmentIds());
      }
      assertEquals(
          expected.pairs().stream().mapToInt(pair -> pair.length()).max().getAsInt(),
          file.longest(index));
    }
  }

  @Test
  void readsAheadWhatTheOrderSays() throws Exception {
    TinyData.write(path, TinyData.groups(10, 4));
    GroupFile file = GroupFile.open(path, TinyBert.VOCABULARY);
    BatchOrder order = new BatchOrder(10, 3, file::longest, 1);
    try (ReadAhead batches = new ReadAhead(file, order, 2, 11)) {
      for (int step = 2; step < 11; step++) {
        long[] expected = IntStream.of(order.batch(step)).asLongStream().toArray();
        assertArrayEquals(
            expected, batches.take().stream().mapToLong(Group::id).toArray(), "step " + step);
      }
    }
  }

  @Test
  void anEmptyFileHasNoGroups() throws Exception {
    Files.createFile(path);
    assertEquals(0, GroupFile.open(path, TinyBert.VOCABULARY).size());
  }

  @Test
  void refusesAGroupWithoutANegative() throws Exception {
    Group whole = TinyData.groups(1, 4).get(0);
    TinyData.write(
        path, List.of(new Group(5, whole.pairs().subList(0, 1), whole.labels().subList(0, 1))));
    UserException e =
        assertThrows(UserException.class, () -> GroupFile.open(path, TinyBert.VOCABULARY));
    assertTrue(e.getMessage().contains("group 5"), e.getMessage());
  }

  @Test
  void refusesIdsBeyondTheVocabulary() throws Exception {
    TinyData.write(path, TinyData.groups(3, 4));
    UserException e = assertThrows(UserException.class, () -> GroupFile.open(path, 20));
    assertTrue(e.getMessage().contains("20 pieces"), e.getMessage());
  }

  @Test
  void noticesADamagedFile() throws Exception {
    TinyData.write(path, TinyData.groups(3, 4));
    byte[] bytes = Files.readAllBytes(path);
    bytes[bytes.length / 2] ^= 1;
    Files.write(path, bytes);
    assertThrows(UserException.class, () -> GroupFile.open(path, TinyBert.VOCABULARY));
  }
}
