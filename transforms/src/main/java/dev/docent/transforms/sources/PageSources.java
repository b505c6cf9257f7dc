package dev.docent.transforms.sources;

import dev.docent.records.config.IngestConfig;
import dev.docent.records.config.SourceKind;
import dev.docent.transforms.sources.files.Endings;
import dev.docent.transforms.sources.files.FilesSource;
import dev.docent.transforms.sources.jsonl.JsonlSource;

/** Chooses the source that the settings name. */
public final class PageSources {
  private PageSources() {}

  /**
   * Makes the source of {@code --articles}, {@code --source} and what belongs to it.
   *
   * @throws dev.docent.records.UserException if it can't be told what kind it is, or a setting of
   *     that kind is wrong; the message names the valid kinds
   */
  public static PageSource of(IngestConfig config) {
    String articles = config.articles().strip();
    long maxPageBytes = config.maxPageBytes();
    SourceKind kind = SourceKind.of(articles, config.source(), config.api());
    return switch (kind) {
      case FILES -> FilesSource.of(articles, Endings.of(config.endings()), maxPageBytes);
      case JSONL -> JsonlSource.beir(articles, maxPageBytes);
      default -> throw new IllegalStateException("no source for " + kind);
    };
  }
}
