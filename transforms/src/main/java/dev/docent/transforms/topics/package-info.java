/**
 * Latent semantic analysis of a site: vocabulary, section-term matrix, truncated SVD, topics, and
 * the page that shows them.
 */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.topics;
