package dev.docent.pipelines.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import org.junit.jupiter.api.Test;

class RemoteFlinkTest {
  @Test
  void takesAllSlotsUnlessTold() {
    assertEquals(8, RemoteFlink.parallelism("flink:8081", 8, 0, false));
    assertEquals(3, RemoteFlink.parallelism("flink:8081", 8, 3, false));
  }

  @Test
  void refusesMoreThanThereIs() {
    for (int slots : new int[] {0, 2}) {
      assertThrows(
          UserException.class, () -> RemoteFlink.parallelism("flink:8081", slots, 3, false));
    }
  }

  @Test
  void trustsAnElasticClusterThatHasNoSlotYet() {
    assertEquals(12, RemoteFlink.parallelism("flink:8081", 0, 12, true));
  }

  @Test
  void mustBeToldHowParallelOnAnElasticCluster() {
    UserException refused =
        assertThrows(UserException.class, () -> RemoteFlink.parallelism("flink:8081", 4, 0, true));
    assertTrue(refused.getMessage().contains("say --parallelism"), refused.getMessage());
  }
}
