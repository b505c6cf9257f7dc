package dev.docent.records.lsa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.LsaTerm;
import dev.docent.records.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LsaModelTest {
  private static final LsaSummary SUMMARY = new LsaSummary(1, 2, 3, 10, 10.0, new double[] {2, 1});

  @TempDir Path folder;

  @BeforeEach
  void writeModel() throws Exception {
    LsaModel.write(
        folder,
        SUMMARY,
        List.of(
            term(2, "pod", "Pods", 1, 0.0f, 1.0f),
            term(0, "cluster", "cluster", 1, 1.0f, 0.0f),
            term(1, "node", "nodes", 2, 0.6f, -0.8f)));
  }

  @Test
  void projectsATextToUnitLength() throws Exception {
    LsaModel model = LsaModel.load(folder);
    // The row (0, 2, 1) / sqrt 5 gives (1.2, -0.6) / sqrt 5.
    float[] place = model.project("nodes pod");
    assertArrayEquals(
        new float[] {(float) (2 / Math.sqrt(5)), (float) (-1 / Math.sqrt(5))}, place, 1e-6f);
    assertEquals(1, LsaModel.cosine(place, place), 1e-6);
  }

  @Test
  void givesZerosForAnUnknownText() throws Exception {
    assertArrayEquals(new float[2], LsaModel.load(folder).project("quantum physics"));
  }

  @Test
  void putsTermsInTheirColumnsWhateverTheFilesOrder() throws Exception {
    LsaModel model = LsaModel.load(folder);
    assertEquals(2, model.topics());
    assertEquals(2, model.tfIdf().column("pod"));
    assertEquals("Pods", model.surface(2));
  }

  @Test
  void saysWhichTermIsMissing() throws Exception {
    LsaModel.write(folder, SUMMARY, List.of(term(0, "cluster", "cluster", 1, 1, 0)));
    UserException e = assertThrows(UserException.class, () -> LsaModel.load(folder));
    assertTrue(e.getMessage().contains("the term of index 1 is missing"), e.getMessage());
  }

  @Test
  void refusesAVectorOfAnotherLength() throws Exception {
    LsaModel.write(folder, SUMMARY, List.of(term(0, "cluster", "cluster", 1, 1, 0, 0)));
    UserException e = assertThrows(UserException.class, () -> LsaModel.load(folder));
    assertTrue(e.getMessage().contains("'cluster' has index 0 and 3 values"), e.getMessage());
  }

  @Test
  void refusesAnotherFormatVersion() throws Exception {
    Path json = folder.resolve("lsa/lsa.json");
    Files.writeString(
        json,
        Files.readString(json).replaceFirst("\"formatVersion\" : 1", "\"formatVersion\" : 9"));
    UserException e = assertThrows(UserException.class, () -> LsaModel.load(folder));
    assertTrue(e.getMessage().contains("format version 9"), e.getMessage());
  }

  @Test
  void explainsVarianceByTheSquareOfTheSingularValue() {
    assertEquals(0.4, SUMMARY.explainedVariance(0), 1e-12);
    assertEquals(0.1, SUMMARY.explainedVariance(1), 1e-12);
  }

  private static LsaTerm term(int index, String term, String surface, float idf, float... vector) {
    return new LsaTerm(index, term, surface, 5L, idf, LsaModel.toList(vector));
  }
}
