package dev.docent.models.savedmodel;

import dev.docent.models.network.Batch;
import dev.docent.models.network.Batches;
import dev.docent.models.network.Inputs;
import dev.docent.models.network.Precision;
import dev.docent.models.network.ScoringGraph;
import dev.docent.models.network.SentenceEncoder;
import dev.docent.models.network.TextBatch;
import dev.docent.records.UserException;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.records.text.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;

/**
 * A trained model, ready to score. Several threads may score at once; {@link #close} waits for
 * them.
 *
 * <pre>{@code
 * try (SavedModel model = SavedModel.load(folder)) {
 *   PairEncoder encoder =
 *       new PairEncoder(new WordPiece(model.vocabulary()), model.sequenceLength());
 *   float[] scores = model.score(encoder.windows("kubernetes in aws", title, text, 3));
 * }
 * }</pre>
 */
public final class SavedModel implements AutoCloseable {
  static {
    // JavaCPP would refuse native memory beyond a multiple of the Java heap, which says nothing of
    // what TensorFlow may have.
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
  }

  private final SavedModelBundle bundle;
  private final SignatureDef signature;
  private final @Nullable SignatureDef embedSignature;
  private final Vocabulary vocabulary;
  private final ModelCard card;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  private SavedModel(
      SavedModelBundle bundle, SignatureDef signature, Vocabulary vocabulary, ModelCard card) {
    this.bundle = bundle;
    this.signature = signature;
    this.embedSignature = bundle.metaGraphDef().getSignatureDefMap().get(SavedModelExport.EMBED);
    this.vocabulary = vocabulary;
    this.card = card;
  }

  /**
   * Loads a version folder.
   *
   * @throws UserException if it is no model of Docent, or damaged
   */
  public static SavedModel load(Path versionFolder) throws IOException {
    return load(versionFolder, Precision.FLOAT32);
  }

  /** Loads a version folder to compute in a precision; throws as {@link #load(Path)} does. */
  public static SavedModel load(Path versionFolder, Precision precision) throws IOException {
    if (!Files.isRegularFile(versionFolder.resolve("saved_model.pb"))) {
      throw new UserException(
          "'%s' is no model: it has no 'saved_model.pb'".formatted(versionFolder));
    }
    ModelCard card = ModelCard.read(versionFolder);
    Vocabulary vocabulary = Vocabulary.read(versionFolder.resolve("assets/vocab.txt"));
    if (!vocabulary.sha256().equals(card.vocabularySha256())) {
      throw new UserException(
          "the vocabulary of '%s' has the checksum %s; its model card names %s"
              .formatted(versionFolder, vocabulary.sha256(), card.vocabularySha256()));
    }
    SavedModelBundle bundle;
    try {
      bundle =
          SavedModelBundle.loader(versionFolder.toString())
              .withTags(SavedModelExport.TAG)
              .withConfigProto(precision.config())
              .load();
    } catch (TensorFlowException e) {
      throw new UserException(
          "TensorFlow can't load the model '%s': %s".formatted(versionFolder, e.getMessage()), e);
    }
    SignatureDef signature =
        bundle.metaGraphDef().getSignatureDefMap().get(SavedModelExport.SIGNATURE);
    if (signature == null) {
      bundle.close();
      throw new UserException(
          "the model '%s' has no signature '%s'"
              .formatted(versionFolder, SavedModelExport.SIGNATURE));
    }
    return new SavedModel(bundle, signature, vocabulary, card);
  }

  /**
   * Scores pairs; a higher score is a better passage for the query. Scores compare within a query.
   *
   * @return a score a pair, in their order
   * @throws IllegalArgumentException if a pair is longer than {@link #sequenceLength()}
   * @throws IllegalStateException if the model is closed
   */
  public float[] score(List<Pair> pairs) {
    for (Pair pair : pairs) {
      if (pair.length() > sequenceLength()) {
        throw new IllegalArgumentException(
            "a pair has %d pieces, the model takes at most %d"
                .formatted(pair.length(), sequenceLength()));
      }
    }
    float[] scores = new float[pairs.size()];
    for (int[] indices : Batches.byLength(pairs)) {
      List<Pair> batch = Arrays.stream(indices).mapToObj(pairs::get).toList();
      float[] values = scoreBatch(batch);
      for (int i = 0; i < indices.length; i++) {
        scores[indices[i]] = values[i];
      }
    }
    return scores;
  }

  /** Whether it has a sentence encoder, so that {@link #embed} gives vectors. */
  public boolean embeds() {
    return embedSignature != null;
  }

  /**
   * The vectors of texts, each of length 1: the greater the product of two, the nearer the texts.
   *
   * @param texts pieces without padding, as {@link dev.docent.records.text.TextEncoder} gives them
   * @return a vector a text, in their order
   * @throws IllegalArgumentException if a text is longer than {@link #sequenceLength()}
   * @throws IllegalStateException if the model is closed, or has no sentence encoder
   */
  public float[][] embed(List<int[]> texts) {
    if (embedSignature == null) {
      throw new IllegalStateException("the model has no sentence encoder");
    }
    for (int[] text : texts) {
      if (text.length > sequenceLength()) {
        throw new IllegalArgumentException(
            "a text has %d pieces, the model takes at most %d"
                .formatted(text.length, sequenceLength()));
      }
    }
    float[][] vectors = new float[texts.size()][];
    for (int[] indices : Batches.byLength(texts.size(), i -> texts.get(i).length)) {
      List<int[]> batch = Arrays.stream(indices).mapToObj(texts::get).toList();
      float[][] some = embedBatch(batch, embedSignature);
      for (int i = 0; i < indices.length; i++) {
        vectors[indices[i]] = some[i];
      }
    }
    return vectors;
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The longest pair it takes, in word pieces. */
  public int sequenceLength() {
    return card.sequenceLength();
  }

  /** What the model says of itself. */
  public ModelCard card() {
    return card;
  }

  /** The signature as exported, for servers that speak TF-Serving's protocol. */
  public SignatureDef signature() {
    return signature;
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        bundle.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private float[] scoreBatch(List<Pair> pairs) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the model is closed");
      }
      try (Batch batch = Batch.of(pairs, sequenceLength());
          Result result =
              batch
                  .feed(
                      bundle.session().runner(),
                      input(Inputs.IDS),
                      input(Inputs.MASK),
                      input(Inputs.SEGMENTS))
                  .fetch(signature.getOutputsOrThrow(ScoringGraph.SCORE).getName())
                  .run()) {
        float[] values = new float[pairs.size()];
        ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
        return values;
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  private float[][] embedBatch(List<int[]> texts, SignatureDef embed) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the model is closed");
      }
      try (TextBatch batch = TextBatch.of(texts);
          Result result =
              batch
                  .feed(
                      bundle.session().runner(),
                      embed.getInputsOrThrow(TextBatch.IDS).getName(),
                      embed.getInputsOrThrow(TextBatch.MASK).getName())
                  .fetch(embed.getOutputsOrThrow(SentenceEncoder.EMBEDDING).getName())
                  .run()) {
        return TextBatch.rows((TFloat32) result.get(0));
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  private String input(String name) {
    return signature.getInputsOrThrow(name).getName();
  }
}
