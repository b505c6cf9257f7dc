package dev.docent.transforms.sources.urls;

import dev.docent.records.config.SourceKind;
import dev.docent.transforms.sources.PageSource;
import dev.docent.transforms.sources.SourceReading;
import dev.docent.transforms.sources.Span;
import dev.docent.transforms.sources.Unlisted;
import dev.docent.transforms.sources.WebClient;
import dev.docent.transforms.sources.files.StoredFiles;
import java.io.InputStream;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;

/** The pages that a file names, one URL a line. */
public final class UrlListSource implements PageSource {
  private static final long serialVersionUID = 1L;

  private final String location;

  public UrlListSource(String location) {
    this.location = location;
  }

  @Override
  public SourceKind kind() {
    return SourceKind.URLS;
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public Unlisted unlisted(Span window) {
    return Unlisted.GONE;
  }

  @Override
  public PTransform<PBegin, PCollectionTuple> read(Span window, WebClient.Factory web) {
    return SourceReading.once(
        location,
        (name, sink) -> {
          try (InputStream in = StoredFiles.unpacked(location)) {
            UrlList.read(in, sink);
          }
        });
  }
}
