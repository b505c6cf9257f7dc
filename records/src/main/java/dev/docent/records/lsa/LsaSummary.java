package dev.docent.records.lsa;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What {@code lsa/lsa.json} says of a model.
 *
 * @param formatVersion {@value #FORMAT_VERSION}
 * @param topics k, the dimensions of the space
 * @param terms the vocabulary's size
 * @param sections the matrix's rows, empty ones included
 * @param energy the squared Frobenius norm of the matrix
 * @param singularValues k values, the largest first
 * @param weighting the {@link Weighting}'s name
 * @param averageLength known terms of a section on average
 */
@SuppressWarnings("ArrayRecordComponent") // A plain carrier of JSON; never compared.
public record LsaSummary(
    int formatVersion,
    int topics,
    int terms,
    long sections,
    double energy,
    double[] singularValues,
    String weighting,
    double averageLength) {
  public static final int FORMAT_VERSION = 1;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  // Jackson would take a shorter constructor, were none marked.
  @JsonCreator
  public LsaSummary {}

  /** A model of sublinear tf-idf. */
  public LsaSummary(
      int formatVersion,
      int topics,
      int terms,
      long sections,
      double energy,
      double[] singularValues) {
    this(
        formatVersion,
        topics,
        terms,
        sections,
        energy,
        singularValues,
        Weighting.SUBLINEAR_TF_IDF.id(),
        1);
  }

  /** Share of the matrix's energy that a topic explains, 0 to 1. */
  public double explainedVariance(int topic) {
    return energy > 0 ? singularValues[topic] * singularValues[topic] / energy : 0;
  }

  public String toJson() throws IOException {
    return JSON.writeValueAsString(this) + "\n";
  }

  /**
   * @throws UserException if the file is of another format version or contradicts itself
   */
  public static LsaSummary read(Path file) throws IOException {
    LsaSummary summary = JSON.readValue(Files.readString(file), LsaSummary.class);
    if (summary.formatVersion != FORMAT_VERSION) {
      throw new UserException(
          "%s has format version %d, this program reads %d: run 'docent topics' again"
              .formatted(file, summary.formatVersion, FORMAT_VERSION));
    }
    if (summary.singularValues == null || summary.singularValues.length != summary.topics) {
      throw new UserException(
          "%s is damaged: it names %d topics but another number of singular values"
              .formatted(file, summary.topics));
    }
    if (summary.weighting == null || !(summary.averageLength > 0)) {
      throw new UserException(
          "%s names no weighting or no average length: run 'docent topics --force'"
              .formatted(file));
    }
    return summary;
  }
}
