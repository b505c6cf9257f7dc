package dev.docent.transforms.topics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;

/** Picks the sections that load most on the positive end of each topic. Not safe for threads. */
final class Exemplars {
  private static final Comparator<Exemplar> BY_LOAD = new Exemplar.ByLoad();

  private final SingularVectors vectors;
  private final List<PriorityQueue<Exemplar>> kept = new ArrayList<>();

  Exemplars(SingularVectors vectors) {
    this.vectors = vectors;
    for (int topic = 0; topic < vectors.topics(); topic++) {
      kept.add(new PriorityQueue<>(Exemplar.PER_TOPIC + 1, BY_LOAD));
    }
  }

  void add(SparseRows rows) {
    for (int row = 0; row < rows.size(); row++) {
      double[] place = new double[vectors.topics()];
      vectors.addProjection(rows, row, place);
      for (int topic = 0; topic < place.length; topic++) {
        float load = (float) place[topic];
        PriorityQueue<Exemplar> most = kept.get(topic);
        if (load > 0 && (most.size() < Exemplar.PER_TOPIC || load >= most.element().load())) {
          most.add(rows.exemplar(row, load));
          if (most.size() > Exemplar.PER_TOPIC) {
            most.remove();
          }
        }
      }
    }
  }

  /** Hands over each topic's sections. */
  void forEach(BiConsumer<Integer, Exemplar> action) {
    for (int topic = 0; topic < kept.size(); topic++) {
      for (Exemplar exemplar : kept.get(topic)) {
        action.accept(topic, exemplar);
      }
    }
  }

  /** A topic's sections, the most typical first. */
  List<Exemplar> of(int topic) {
    return kept.get(topic).stream().sorted(BY_LOAD.reversed()).toList();
  }
}
