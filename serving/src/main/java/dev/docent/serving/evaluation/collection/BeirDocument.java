package dev.docent.serving.evaluation.collection;

/**
 * A line of {@code corpus.jsonl}.
 *
 * @param title empty where the collection has none
 */
public record BeirDocument(String id, String title, String text) {}
