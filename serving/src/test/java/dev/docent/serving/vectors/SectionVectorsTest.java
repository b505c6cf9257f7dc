package dev.docent.serving.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SectionVectorsTest {
  private static final float[] EAST = {1, 0};
  private static final float[] NORTH = {0, 1};
  private static final float[] WEST = {-1, 0};
  private static final float[] NORTH_EAST = {0.8f, 0.6f};

  @TempDir Path folder;

  @Test
  void findsTheNearestFirst() throws IOException {
    write(Map.of("a", List.of(WEST), "b", List.of(EAST), "c", List.of(NORTH_EAST)));
    try (SectionVectors vectors = SectionVectors.open(folder)) {
      assertEquals(List.of("b", "c"), vectors.nearest(EAST, 2));
      assertEquals(List.of("b", "c", "a"), vectors.nearest(EAST, 9));
    }
  }

  @Test
  void aSectionIsAsNearAsItsNearestWindow() throws IOException {
    write(Map.of("a", List.of(WEST, NORTH_EAST), "b", List.of(NORTH)));
    try (SectionVectors vectors = SectionVectors.open(folder)) {
      assertEquals(2, vectors.sections());
      assertEquals(3, vectors.windows());
      assertEquals(List.of("a", "b"), vectors.nearest(EAST, 2));
      float[] cosines = vectors.cosines(EAST, List.of("b", "a", "missing"));
      assertArrayEquals(new float[] {0, 0.8f, -1}, cosines, 1e-6f);
    }
  }

  @Test
  void oneSectionOfManyWindowsDoesNotCrowdOutOthers() throws IOException {
    List<float[]> many = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      many.add(EAST);
    }
    write(Map.of("a", many, "b", List.of(NORTH_EAST), "c", List.of(NORTH)));
    try (SectionVectors vectors = SectionVectors.open(folder)) {
      assertEquals(List.of("a", "b", "c"), vectors.nearest(EAST, 3));
    }
  }

  @Test
  void findsAlmostWhatALookAtAllWouldFind() throws IOException {
    long seed = 11;
    Random random = new Random(seed);
    Map<String, List<float[]>> sections = new HashMap<>();
    for (int i = 0; i < 500; i++) {
      List<float[]> windows = new ArrayList<>();
      for (int j = 0; j <= i % 3; j++) {
        windows.add(unit(random, 32));
      }
      sections.put("s" + i, windows);
    }
    write(sections);
    int found = 0;
    try (SectionVectors vectors = SectionVectors.open(folder)) {
      for (int i = 0; i < 20; i++) {
        float[] query = unit(random, 32);
        List<String> exact =
            sections.keySet().stream()
                .sorted(Comparator.comparingDouble(id -> -greatest(query, sections.get(id))))
                .limit(10)
                .toList();
        found += (int) vectors.nearest(query, 10).stream().filter(exact::contains).count();
        assertEquals(
            greatest(query, sections.get("s2")),
            vectors.cosines(query, List.of("s2"))[0],
            1e-5,
            "seed " + seed);
      }
    }
    assertTrue(found >= 190, found + " of 200 found, seed " + seed);
  }

  @Test
  void findsNothingWhereThereIsNothing() throws IOException {
    write(Map.of());
    try (SectionVectors vectors = SectionVectors.open(folder)) {
      assertEquals(List.of(), vectors.nearest(EAST, 3));
      assertArrayEquals(new float[] {-1}, vectors.cosines(EAST, List.of("a")));
    }
  }

  @Test
  void saysThatThereAreNoVectors() {
    UserException e = assertThrows(UserException.class, () -> SectionVectors.open(folder));
    assertTrue(e.getMessage().contains(folder.toString()), e.getMessage());
  }

  private void write(Map<String, List<float[]>> sections) throws IOException {
    try (SectionVectorsWriter writer = new SectionVectorsWriter(folder)) {
      for (Map.Entry<String, List<float[]>> section : sections.entrySet()) {
        for (float[] vector : section.getValue()) {
          writer.add(section.getKey(), vector);
        }
      }
      writer.commit();
    }
  }

  private static double greatest(float[] query, List<float[]> windows) {
    double greatest = -1;
    for (float[] window : windows) {
      double product = 0;
      for (int k = 0; k < query.length; k++) {
        product += query[k] * window[k];
      }
      greatest = Math.max(greatest, product);
    }
    return greatest;
  }

  private static float[] unit(Random random, int size) {
    float[] vector = new float[size];
    double square = 0;
    for (int k = 0; k < size; k++) {
      vector[k] = (float) random.nextGaussian();
      square += vector[k] * vector[k];
    }
    for (int k = 0; k < size; k++) {
      vector[k] /= (float) Math.sqrt(square);
    }
    return vector;
  }
}
