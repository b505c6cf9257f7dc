package dev.docent.serving.prediction;

import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.serving.ranking.ScoringException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A version of a model that is loaded, with the lines in front of it. Safe for use by several
 * threads.
 */
final class LoadedModel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoadedModel.class);

  final ServedModel model;
  final BatchScheduler<Pair, Float> pairs;

  /** Short work has a lane of its own: a query's vector never waits for others' pairs. */
  final BatchScheduler<int[], float[]> texts;

  LoadedModel(ServedModel model, Batching batching, ServingMetrics metrics) {
    this.model = model;
    this.pairs =
        new BatchScheduler<>(
            "docent-scoring",
            batching,
            Pair::length,
            items -> boxed(model.scorer().score(items)),
            (size, filled, queued, nanos) ->
                metrics.batch(model.name(), size, filled, queued, nanos));
    this.texts =
        new BatchScheduler<>(
            "docent-embedding",
            batching,
            text -> text.length,
            items -> embedded(model, items),
            (size, filled, queued, nanos) -> {});
  }

  private static List<float[]> embedded(ServedModel model, List<int[]> texts)
      throws ScoringException {
    if (model.encoder() == null) {
      throw new IllegalStateException("the model has no sentence encoder");
    }
    return List.of(model.encoder().embed(texts));
  }

  private static List<Float> boxed(float[] values) {
    List<Float> all = new ArrayList<>(values.length);
    for (float value : values) {
      all.add(value);
    }
    return all;
  }

  /** The first run is the slowest by far; it must not be a visitor's. */
  void warmUp(ServingMetrics metrics) throws ScoringException {
    long start = System.nanoTime();
    for (List<Pair> request : model.warmUp()) {
      model.scorer().score(request);
      if (model.encoder() != null && !request.isEmpty()) {
        model.encoder().embed(List.of(request.get(0).inputIds()));
      }
    }
    metrics.warmedUp(model.name(), model.version(), System.nanoTime() - start);
  }

  /** Lets the batches that run end. */
  @Override
  public void close() {
    pairs.close();
    texts.close();
    try {
      model.resource().close();
    } catch (Exception e) {
      LOG.error("version {} of model '{}' can't be closed", model.version(), model.name(), e);
    }
  }
}
