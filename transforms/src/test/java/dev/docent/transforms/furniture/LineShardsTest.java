package dev.docent.transforms.furniture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineShardsTest {
  @Test
  void sumsAreThoseOfSingleCounts() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    long[] keys = random.longs(2_000).toArray();
    Map<Long, LineCount> expected = new HashMap<>();
    Map<Integer, List<byte[]>> pieces = new HashMap<>();
    LineShards shards =
        new LineShards(
            (shard, piece) -> pieces.computeIfAbsent(shard, s -> new ArrayList<>()).add(piece));
    for (int i = 0; i < 20_000; i++) {
      // One key in every ten lines, so that its shard has several pieces.
      int place = i % 10 == 0 ? 0 : random.nextInt(keys.length);
      LineCount count =
          new LineCount(
              31L * place, place % 16, 1, random.nextInt(2), 1 + random.nextInt(300), i % 7);
      shards.add(keys[place], count);
      expected.merge(keys[place], count, LineCount::plus);
    }
    long page = -5;
    shards.add(page, LineCount.ofPage(7));
    expected.put(page, LineCount.ofPage(7));
    shards.end();

    Map<Long, LineCount> found = new HashMap<>();
    pieces.forEach(
        (shard, list) -> {
          assertTrue(shard >= 0 && shard < LineShards.SHARDS);
          Map<Long, LineCount> sums = LineShards.sum(list);
          sums.keySet().forEach(key -> assertTrue(!found.containsKey(key), "seed " + seed));
          found.putAll(sums);
        });
    assertEquals(expected, found, "seed " + seed);
    assertTrue(pieces.values().stream().anyMatch(list -> list.size() > 1), "seed " + seed);
  }
}
