/** What a ranker found for each query, in memory and as TREC run files. */
@org.jspecify.annotations.NullMarked
package dev.docent.serving.evaluation.runs;
