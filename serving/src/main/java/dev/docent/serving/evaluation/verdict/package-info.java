/** Chooses the weight of the model, and decides whether it is promoted. */
@org.jspecify.annotations.NullMarked
package dev.docent.serving.evaluation.verdict;
