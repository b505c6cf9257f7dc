package dev.docent.serving.evaluation.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  /** Each rule, and each border between two. */
  @ParameterizedTest
  @CsvSource({
    // queries, weight, bm25, reranked, p, production, p of it, promoted, code
    "100, 0.5, 0.50, 0.55, 0.01, , , true, first-model",
    "100, 0.5, 0.50, 0.501, 0.9, , , true, first-model",
    "20, 0.5, 0.50, 0.55, 0.01, , , true, first-model",
    "19, 0.5, 0.50, 0.55, 0.01, , , false, too-few-queries",
    "0, 0.5, 0, 0, 1, , , false, too-few-queries",
    "100, 0, 0.50, 0.55, 0.01, , , false, no-weight",
    "100, 0.5, 0.50, 0.50, 1, , , false, equal-to-bm25",
    "100, 0.5, 0.50, 0.49, 0.6, , , false, below-bm25",
    "100, 0.5, 0.50, 0.49, 0.6, 0.40, 0.01, false, below-bm25",
    "100, 0.5, 0.50, 0.55, 0.01, 0.52, 0.04, true, above-production",
    "100, 0.5, 0.50, 0.55, 0.01, 0.54, 0.90, true, above-production",
    "100, 0.5, 0.50, 0.55, 0.01, 0.55, 1.0, true, no-worse-than-production",
    "100, 0.5, 0.50, 0.55, 0.01, 0.555, 0.50, true, no-worse-than-production",
    "100, 0.5, 0.50, 0.55, 0.01, 0.555, 0.05, true, no-worse-than-production",
    "100, 0.5, 0.50, 0.55, 0.01, 0.5551, 0.50, false, below-production-by-margin",
    "100, 0.5, 0.50, 0.55, 0.01, 0.60, 0.05, false, below-production-by-margin",
    "100, 0.5, 0.50, 0.55, 0.01, 0.551, 0.049, false, below-production",
    "100, 0.5, 0.50, 0.55, 0.01, 0.60, 0.049, false, below-production",
  })
  void judges(
      int queries,
      double weight,
      double bm25,
      double reranked,
      double p,
      @Nullable Double production,
      @Nullable Double productionP,
      boolean promoted,
      String code) {
    Evidence.Rival rival =
        production == null || productionP == null
            ? null
            : new Evidence.Rival(3, production, productionP);
    Verdict verdict = Verdict.of(evidence(queries, weight, bm25, reranked, p, rival, null));
    assertEquals(code, verdict.code());
    assertEquals(promoted, verdict.promoted());
    assertEquals(promoted ? "promoted" : "kept back", verdict.word());
  }

  @Test
  void saysWhyInWords() {
    Evidence evidence =
        evidence(100, 0.5, 0.5, 0.55, 0.0004, new Evidence.Rival(3, 0.6, 0.012), null);
    assertEquals(
        "MRR@10 is 0.550, and 0.600 with the published version 3, which is significantly better (p = 0.012)",
        Verdict.of(evidence).reason());
    Evidence near = evidence(100, 0.5, 0.5, 0.55, 0.0004, new Evidence.Rival(3, 0.56, 0.3), null);
    assertEquals(
        "MRR@10 is 0.550, and 0.560 with the published version 3, which is better by more than 0.005, though not significantly (p = 0.300)",
        Verdict.of(near).reason());
    Evidence first = evidence(100, 0.5, 0.5, 0.55, 0.0004, null, null);
    assertEquals(
        "MRR@10 rises from 0.500 (BM25) to 0.550, significantly (p < 0.001); no other model is published yet",
        Verdict.of(first).reason());
  }

  @Test
  void isReadAsItWasWritten(@TempDir Path folder) throws Exception {
    Verdict verdict =
        Verdict.of(evidence(100, 0.5, 0.5, 0.55, 0.01, new Evidence.Rival(3, 0.5, 0.2), null));
    verdict.write(folder.resolve("verdict.json"));
    assertEquals(verdict, Verdict.read(folder.resolve("verdict.json")));
    assertTrue(
        java.nio.file.Files.readString(folder.resolve("verdict.json"))
            .contains("\"promoted\" : true"));
  }

  @Test
  void aPublishedVersionWithoutFilesIsNamed() {
    Verdict verdict = Verdict.of(evidence(100, 0.5, 0.5, 0.55, 0.01, null, 7L));
    assertEquals("missing-production", verdict.code());
    assertTrue(verdict.promoted());
    assertTrue(verdict.reason().contains("version 7 has no files any more"), verdict.reason());
    assertEquals("below-bm25", Verdict.of(evidence(100, 0.5, 0.5, 0.45, 0.01, null, 7L)).code());
  }

  @Test
  void theMarginIsASetting() {
    Evidence.Rival rival = new Evidence.Rival(3, 0.56, 0.3);
    Evidence wide = new Evidence(100, 50, 20, 0.5, 0.5, 0.55, 0.01, rival, null, 0.05, 0.02);
    assertEquals("no-worse-than-production", Verdict.of(wide).code());
    Evidence none = new Evidence(100, 50, 20, 0.5, 0.5, 0.5599, 0.01, rival, null, 0.05, 0);
    assertEquals("below-production-by-margin", Verdict.of(none).code());
  }

  private static Evidence evidence(
      int queries,
      double weight,
      double bm25,
      double reranked,
      double p,
      Evidence.@Nullable Rival rival,
      @Nullable Long missing) {
    return new Evidence(
        queries, queries, 20, weight, bm25, reranked, p, rival, missing, 0.05, 0.005);
  }
}
