/** Measures of a ranking's quality as trec_eval has them, and the statistics of their means. */
@org.jspecify.annotations.NullMarked
package dev.docent.serving.evaluation.metrics;
