/** Latent semantic analysis outside Beam: tf-idf rows, the model's files, the projection. */
@org.jspecify.annotations.NullMarked
package dev.docent.records.lsa;
