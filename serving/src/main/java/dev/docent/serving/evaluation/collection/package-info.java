/** Judged queries: BEIR folders and their parts. */
@org.jspecify.annotations.NullMarked
package dev.docent.serving.evaluation.collection;
