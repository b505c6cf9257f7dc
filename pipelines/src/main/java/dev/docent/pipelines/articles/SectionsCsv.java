package dev.docent.pipelines.articles;

import dev.docent.records.Article;
import dev.docent.records.Section;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a row for each section (RFC 4180, UTF-8, with a header), by article id and position.
 * Heading paths are joined by {@code " > "}, code blocks by an empty line.
 */
final class SectionsCsv {
  private static final String[] HEADER = {
    "section_id", "article_id", "url", "article_title", "heading_path", "position", "text", "code"
  };

  private SectionsCsv() {}

  static void write(Path articles, Path csv) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(csv))) {
      StringBuilder header = new StringBuilder();
      CsvRow.write(header, HEADER);
      print(header, out);
      SortedArticles.forEach(articles, article -> print(rows(article), out));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static StringBuilder rows(Article article) {
    StringBuilder rows = new StringBuilder();
    for (Section section : article.getSections()) {
      CsvRow.write(
          rows,
          section.getId(),
          article.getId(),
          article.getUrl(),
          article.getTitle(),
          String.join(" > ", section.getHeadingPath()),
          Integer.toString(section.getPosition()),
          section.getText(),
          String.join("\n\n", section.getCode()));
    }
    return rows;
  }

  /** All at once, for the JVM copies ASCII where a writer encodes each character. */
  private static void print(StringBuilder rows, OutputStream out) {
    try {
      out.write(rows.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
