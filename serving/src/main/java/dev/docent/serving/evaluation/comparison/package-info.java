/** Runs rankers over judged queries and compares what they found. */
@org.jspecify.annotations.NullMarked
package dev.docent.serving.evaluation.comparison;
