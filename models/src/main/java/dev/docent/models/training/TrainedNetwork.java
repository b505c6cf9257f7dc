package dev.docent.models.training;

import dev.docent.models.bases.Weights;
import dev.docent.models.network.Variable;
import dev.docent.records.text.PairEncoder.Pair;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A network with its loss and optimizer, as {@link Trainer} trains it. */
interface TrainedNetwork extends AutoCloseable {
  /** How a step went: the mean loss of its queries, and the gradients' norm before clipping. */
  record StepResult(double loss, double gradientNorm) {}

  /** Sets everything to the start: pretrained weights, a fresh head, no moments. */
  void initialize(Weights weights) throws IOException;

  /**
   * Makes one step.
   *
   * @param step counted from 0; sets Adam's bias correction and, with the seed, what is dropped
   */
  StepResult step(List<Group> groups, double learningRate, long seed, long step);

  /** Scores pairs without dropout; a score a pair, in their order. */
  float[] score(List<Pair> pairs);

  /** The network's variables, without the optimizer's. */
  List<Variable> variables();

  /** Writes the variables alone. */
  void saveModel(Path prefix);

  /** Writes the variables and the optimizer's moments. */
  void save(Path prefix);

  /** Reads what {@link #save} wrote. */
  void restore(Path prefix);

  @Override
  void close();
}
