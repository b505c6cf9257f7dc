package dev.docent.serving.prediction;

import dev.docent.serving.ranking.PairModel;

/**
 * A model that is loaded and may be asked.
 *
 * @param sequenceLength the longest pair it takes
 * @param vocabularySize ids of pieces are below it
 */
public record ServedModel(
    String name, long version, int sequenceLength, int vocabularySize, PairModel scorer) {}
