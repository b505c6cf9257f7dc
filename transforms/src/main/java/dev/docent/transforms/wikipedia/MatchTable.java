package dev.docent.transforms.wikipedia;

import dev.docent.transforms.wikipedia.MatchedTopics.MatchedEntry;
import dev.docent.transforms.wikipedia.MatchedTopics.MatchedTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes matches as CSV (RFC 4180, UTF-8), one row a topic and entry, by topic and rank. */
public final class MatchTable {
  private static final String[] HEADER = {
    "topic_id",
    "topic_label",
    "rank",
    "similarity",
    "entry_id",
    "entry_title",
    "url",
    "categories",
    "first_sentence"
  };

  private MatchTable() {}

  /** Writes the file; categories are parted by {@code "; "}. */
  public static void write(MatchedTopics topics, Path file) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader(HEADER).get();
    try (CSVPrinter csv = new CSVPrinter(Files.newBufferedWriter(file), format)) {
      for (MatchedTopic topic : topics.topics()) {
        for (MatchedEntry entry : topic.entries()) {
          csv.printRecord(
              topic.topic().getId(),
              topic.topic().getLabel(),
              entry.match().getRank(),
              String.format(Locale.ROOT, "%.4f", entry.match().getSimilarity()),
              entry.match().getEntryId(),
              entry.match().getEntryTitle(),
              entry.url(),
              String.join("; ", entry.categories()),
              entry.firstSentence());
        }
      }
    }
  }
}
