package dev.docent.serving.evaluation.verdict;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Whether a model is promoted: {@code verdict.json}. To be kept back is a judgement and no failure.
 *
 * <p>A model is promoted when, fused with BM25, it ranks the test queries better than BM25 alone,
 * and the published model is neither significantly better than it nor better by more than a margin
 * of MRR@10: with few queries hardly any loss is significant, and small losses add up. The first
 * model needs only to be better than BM25, and so does one whose rival's files are gone. A tie with
 * BM25 is kept back, one with the published model is promoted.
 *
 * @param promoted false for kept back
 * @param code the rule that decided, in kebab case
 * @param reason the same in words, with the numbers
 * @param evidence what it is based on
 */
@JsonPropertyOrder({"promoted", "code", "reason", "evidence"})
public record Verdict(boolean promoted, String code, String reason, Evidence evidence) {
  /** The file's name in the artifact. */
  public static final String FILE = "verdict.json";

  private static final double EQUAL = 1e-9;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Judges by the evidence; the first rule that applies decides. */
  public static Verdict of(Evidence e) {
    if (e.testQueries() < e.minQueries()) {
      return keptBack(
          "too-few-queries",
          e,
          "there are %d held-out test queries, and fewer than %d say too little",
          e.testQueries(),
          e.minQueries());
    }
    if (e.modelWeight() == 0) {
      return keptBack(
          "no-weight", e, "on the validation queries BM25 ranks best without the model's scores");
    }
    if (Math.abs(e.reranked() - e.bm25()) <= EQUAL) {
      return keptBack(
          "equal-to-bm25", e, "with the model MRR@10 is %.3f, and so it is without", e.reranked());
    }
    if (e.reranked() < e.bm25()) {
      return keptBack(
          "below-bm25",
          e,
          "with the model MRR@10 is %.3f, and %.3f by BM25 alone",
          e.reranked(),
          e.bm25());
    }
    String gain =
        text(
            "MRR@10 rises from %.3f (BM25) to %.3f, %s",
            e.bm25(),
            e.reranked(),
            e.pAgainstBm25() < e.significance()
                ? text("significantly (%s)", p(e.pAgainstBm25()))
                : text("though not significantly (%s)", p(e.pAgainstBm25())));
    Evidence.Rival rival = e.rival();
    if (rival == null && e.missing() != null) {
      return new Verdict(
          true,
          "missing-production",
          gain
              + "; the published version %d has no files any more, so that there is nothing to compare with"
                  .formatted(e.missing()),
          e);
    }
    if (rival == null) {
      return new Verdict(true, "first-model", gain + "; no other model is published yet", e);
    }
    double difference = e.reranked() - rival.mrr();
    if (difference < -EQUAL && rival.p() < e.significance()) {
      return keptBack(
          "below-production",
          e,
          "MRR@10 is %.3f, and %.3f with the published version %d, which is significantly better (%s)",
          e.reranked(),
          rival.mrr(),
          rival.version(),
          p(rival.p()));
    }
    if (difference < -e.margin() - EQUAL) {
      return keptBack(
          "below-production-by-margin",
          e,
          "MRR@10 is %.3f, and %.3f with the published version %d, which is better by more than %.3f, though not significantly (%s)",
          e.reranked(),
          rival.mrr(),
          rival.version(),
          e.margin(),
          p(rival.p()));
    }
    String against =
        difference > EQUAL
            ? "; the published version %d reaches %.3f (%s)"
            : difference < -EQUAL
                ? "; the published version %d reaches %.3f, which is not significantly better (%s)"
                : "; the published version %d reaches the same, %.3f (%s)";
    return new Verdict(
        true,
        difference > EQUAL ? "above-production" : "no-worse-than-production",
        gain + text(against, rival.version(), rival.mrr(), p(rival.p())),
        e);
  }

  /** {@code promoted} or {@code kept back}. */
  public String word() {
    return promoted ? "promoted" : "kept back";
  }

  /**
   * Reads a file.
   *
   * @throws UserException if it is no verdict
   */
  public static Verdict read(Path file) throws IOException {
    try {
      return JSON.readValue(Files.readAllBytes(file), Verdict.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UserException(
          "%s can't be read as a verdict: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }

  public void write(Path file) throws IOException {
    Files.write(file, JSON.writeValueAsBytes(this));
  }

  private static Verdict keptBack(String code, Evidence e, String format, Object... values) {
    return new Verdict(false, code, text(format, values), e);
  }

  /** A p-value as people write it. */
  private static String p(double p) {
    return p < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", p);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
