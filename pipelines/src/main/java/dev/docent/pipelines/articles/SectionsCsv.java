package dev.docent.pipelines.articles;

import dev.docent.records.Article;
import dev.docent.records.Section;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
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
    try (BufferedWriter writer = Files.newBufferedWriter(csv, StandardCharsets.UTF_8)) {
      CsvRow.write(writer, HEADER);
      SortedArticles.forEach(articles, article -> print(article, writer));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void print(Article article, Writer rows) {
    try {
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
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
