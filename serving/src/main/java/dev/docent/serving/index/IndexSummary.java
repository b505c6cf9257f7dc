package dev.docent.serving.index;

/**
 * What an index holds: {@code index.json}.
 *
 * @param language as which the text is analyzed
 * @param lucene the version of Lucene that wrote it
 */
public record IndexSummary(long articles, long sections, String language, String lucene) {
  /** The file's name in the artifact. */
  public static final String FILE = "index.json";
}
