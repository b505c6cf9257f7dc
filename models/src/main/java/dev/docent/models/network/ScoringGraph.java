package dev.docent.models.network;

import dev.docent.models.bases.Base;
import dev.docent.models.bases.Weights;
import java.io.IOException;
import java.nio.file.Path;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.SaverDef;
import org.tensorflow.types.TFloat32;

/** The network for inference alone, with the session that holds its variables. */
public final class ScoringGraph implements AutoCloseable {
  public static final String SCORE = "score";

  private final Graph graph = new Graph();
  private final Session session;
  private final Inputs inputs;
  private final Operand<TFloat32> states;
  private final Operand<TFloat32> score;
  private final Saver saver;
  private final GraphDef definition;
  private final Initializer initializer;

  public ScoringGraph(Base base, Interaction interaction) {
    Ops tf = Ops.create(graph);
    Variables variables = new Variables(tf);
    inputs = Inputs.placeholders(tf);
    states = new Encoder(tf, base, variables, inputs, interaction, Dropout.NONE).build();
    Operand<TFloat32> raw = RankingHead.build(tf, base, variables, inputs, interaction, states);
    score = tf.withName(SCORE).identity(raw);
    saver = Saver.of(tf, variables);
    // Taken before the initializer comes in: the exported graph needs none.
    definition = graph.toGraphDef();
    initializer = new Initializer(tf, variables);
    session = new Session(graph);
  }

  public void initialize(Weights weights) throws IOException {
    initializer.run(session, weights);
  }

  /** Reads the variables of a checkpoint. */
  public void restore(Path prefix) {
    saver.restore(session, prefix.toString());
  }

  /** Writes the variables as a checkpoint. */
  public void save(Path prefix) {
    saver.save(session, prefix.toString());
  }

  /** The graph as it is exported. */
  public GraphDef definition() {
    return definition;
  }

  public SaverDef saver() {
    return saver.definition();
  }

  public Session session() {
    return session;
  }

  public Inputs inputs() {
    return inputs;
  }

  /** The encoder's last hidden states, [batch, sequence, hidden]. */
  public Operand<TFloat32> states() {
    return states;
  }

  /** [batch]. */
  public Operand<TFloat32> score() {
    return score;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
