package dev.docent.transforms.dataset.examples;

import dev.docent.records.Passage;
import dev.docent.records.PassageRole;
import dev.docent.records.Split;
import dev.docent.records.TrainingExample;
import dev.docent.records.workspace.Hashes;
import dev.docent.transforms.dataset.queries.QueryWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The texts of held-out positives, by digest. Pages of a site repeat each other, so that a training
 * document may hold word for word what a held-out one does.
 */
public final class HeldOutTexts {
  private HeldOutTexts() {}

  /** SHA-256 of a text's letters and digits, case aside. */
  public static String digest(String text) {
    byte[] normal = QueryWriter.normalized(text).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Hashes.sha256().digest(normal));
  }

  /** The digest of a held-out example's positive; nothing for a training example. */
  public static Optional<String> of(TrainingExample example) {
    return example.getSplit() == Split.TRAIN
        ? Optional.empty()
        : example.getPassages().stream()
            .filter(passage -> passage.getRole() == PassageRole.POSITIVE)
            .findFirst()
            .map(passage -> digest(passage.getText()));
  }

  public static Set<String> of(List<TrainingExample> examples) {
    Set<String> digests = new HashSet<>();
    examples.forEach(example -> of(example).ifPresent(digests::add));
    return digests;
  }

  /** Whether a training example shows a held-out text, as positive or negative. */
  public static boolean leaks(TrainingExample example, Set<String> heldOut) {
    if (example.getSplit() != Split.TRAIN) {
      return false;
    }
    for (Passage passage : example.getPassages()) {
      if (heldOut.contains(digest(passage.getText()))) {
        return true;
      }
    }
    return false;
  }
}
