package dev.docent.transforms.sources.warc;

import dev.docent.records.config.SourceKind;
import dev.docent.transforms.sources.PageSource;
import dev.docent.transforms.sources.SourceReading;
import dev.docent.transforms.sources.Span;
import dev.docent.transforms.sources.Unlisted;
import dev.docent.transforms.sources.WebClient;
import dev.docent.transforms.sources.files.Endings;
import dev.docent.transforms.sources.files.StoredFiles;
import java.io.InputStream;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;

/** The captures in one or many WARC files. */
public final class WarcSource implements PageSource {
  private static final long serialVersionUID = 1L;
  private static final Endings ENDINGS = Endings.of("warc,warc.gz");

  private final String location;
  private final long maxPageBytes;

  public WarcSource(String location, long maxPageBytes) {
    this.location = location;
    this.maxPageBytes = maxPageBytes;
  }

  @Override
  public SourceKind kind() {
    return SourceKind.WARC;
  }

  @Override
  public String location() {
    return location;
  }

  /** Whole files are the whole state; captures of a window are only what was captured then. */
  @Override
  public Unlisted unlisted(Span window) {
    return window.equals(Span.ALWAYS) ? Unlisted.GONE : Unlisted.KEEP;
  }

  @Override
  public PTransform<PBegin, PCollectionTuple> read(Span window, WebClient.Factory web) {
    return SourceReading.spread(
        location,
        (names, sink) -> StoredFiles.list(location, ENDINGS).forEach(names::name),
        (name, sink) -> {
          // jwarc unpacks by itself, a gzip member a record.
          try (InputStream in = StoredFiles.open(name)) {
            new WarcPages(
                    maxPageBytes, window, sink, () -> sink.leftOut("no-page-or-outside-window"))
                .read(StoredFiles.shortName(name), in);
          }
        });
  }
}
