package dev.docent.models;

import dev.docent.models.bases.Bases;
import dev.docent.models.network.Interaction;
import dev.docent.models.network.ScoringGraph;
import dev.docent.models.savedmodel.ModelCard;
import dev.docent.models.savedmodel.SavedModelExport;
import dev.docent.records.text.PairEncoder;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.records.text.Vocabulary;
import dev.docent.records.text.WordPiece;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Real texts and models that several tests use. */
public final class Samples {
  public static final int SEQUENCE_LENGTH = 64;

  private static final String[] QUERIES = {
    "kubernetes in aws", "how to roll back a deployment", "what is a service mesh", "log rotation"
  };

  private static final String[] PASSAGES = {
    "Amazon EKS runs the Kubernetes control plane across several availability zones and replaces"
        + " unhealthy instances by itself. Worker nodes join the cluster with a bootstrap token.",
    "A rollout can be undone with kubectl rollout undo. The deployment keeps old replica sets, so"
        + " that a former revision comes back without a new image being built.",
    "A mesh puts a proxy beside each service. Proxies encrypt traffic, retry calls and report how"
        + " long they took; the control plane hands out routes and certificates.",
    "Rotate logs before the disk is full.",
    "Terraform keeps the state of what it has made; lock it, and keep it apart from the code. "
        .repeat(4),
  };

  private Samples() {}

  public static PairEncoder encoder() {
    return new PairEncoder(new WordPiece(Vocabulary.ofBase(Bases.MINI_LM.name())), SEQUENCE_LENGTH);
  }

  /** Every query with every passage, of many lengths. */
  public static List<Pair> pairs() {
    PairEncoder encoder = encoder();
    List<Pair> pairs = new ArrayList<>();
    for (String query : QUERIES) {
      for (int i = 0; i < PASSAGES.length; i++) {
        pairs.add(encoder.encode(query, i % 2 == 0 ? "Handbook" : "", PASSAGES[i]));
      }
    }
    return pairs;
  }

  /** Exports the base model as it is, with its sentence encoder. */
  public static void exportZeroShot(Path versionFolder) throws IOException {
    Vocabulary vocabulary = Vocabulary.ofBase(Bases.MINI_LM.name());
    try (ScoringGraph graph = new ScoringGraph(Bases.MINI_LM, Interaction.SEPARATE, true)) {
      graph.initialize(Bases.weights(Bases.MINI_LM));
      graph.initializeEncoder(Bases.weights(Bases.MINI_LM));
      ModelCard card =
          new ModelCard(
              Bases.MINI_LM.name(),
              "separate",
              SEQUENCE_LENGTH,
              vocabulary.sha256(),
              Bases.MINI_LM.hidden(),
              "0",
              Map.of());
      SavedModelExport.write(graph, vocabulary, card, versionFolder);
    }
  }
}
