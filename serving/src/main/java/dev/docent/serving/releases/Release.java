package dev.docent.serving.releases;

import org.jspecify.annotations.Nullable;

/**
 * An index and a model that are searched together. It never changes once it is made.
 *
 * @param number given once
 * @param index fingerprint of the index artifact
 * @param topics fingerprint of the topics artifact of the same articles; null where there is none
 * @param model name of the published model; null for BM25 alone
 * @param version of the model; null for BM25 alone
 * @param made when, in ISO 8601
 */
public record Release(
    int number,
    String index,
    @Nullable String topics,
    @Nullable String model,
    @Nullable Long version,
    String made) {

  /** Whether another one is made of the same. */
  boolean sameAs(Release other) {
    return new Release(0, index, topics, model, version, "")
        .equals(new Release(0, other.index, other.topics, other.model, other.version, ""));
  }

  /** What it is made of, for people. */
  public String parts() {
    return "index " + index + (version == null ? ", BM25 alone" : ", " + model + " " + version);
  }
}
