package dev.docent.serving.evaluation.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Scores run files by a program that shares nothing with ours. */
public final class Awk {
  /** The mean, over the queries of the judgements, of 1/rank of the best relevant result of ten. */
  private static final String PROGRAM =
      """
      FNR == NR { if (FNR > 1 && $3 > 0) { relevant[$1, $2] = 1; queries[$1] = 1 } ; next }
      ($1, $3) in relevant && $4 <= 10 && (!($1 in best) || $4 < best[$1]) { best[$1] = $4 }
      END { for (q in queries) { n++; if (q in best) sum += 1 / best[q] }; printf "%.9f", sum / n }
      """;

  private Awk() {}

  /** MRR@10 as awk computes it from the files. */
  public static double mrr(Path run, Path qrels) throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder("awk", PROGRAM, qrels.toString(), run.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      assumeTrue(false, "there is no awk on this machine");
      throw e;
    }
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor(1, TimeUnit.MINUTES);
    assertEquals(0, process.exitValue());
    return Double.parseDouble(out.strip());
  }
}
