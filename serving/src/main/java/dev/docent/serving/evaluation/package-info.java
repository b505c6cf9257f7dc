/** Compares rankers on judged queries, and judges a trained model. */
@org.jspecify.annotations.NullMarked
package dev.docent.serving.evaluation;
