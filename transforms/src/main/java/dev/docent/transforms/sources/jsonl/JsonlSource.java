package dev.docent.transforms.sources.jsonl;

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

/** Pages as lines of JSON, each an object: a BEIR corpus. */
public final class JsonlSource implements PageSource {
  private static final long serialVersionUID = 1L;
  private static final Endings ENDINGS = Endings.of("jsonl,jsonl.gz,ndjson,ndjson.gz");

  private final String location;
  private final long maxPageBytes;

  private JsonlSource(String location, long maxPageBytes) {
    this.location = location;
    this.maxPageBytes = maxPageBytes;
  }

  /** The documents of a BEIR corpus: {@code _id}, {@code title} and {@code text}. */
  public static JsonlSource beir(String location, long maxPageBytes) {
    return new JsonlSource(location, maxPageBytes);
  }

  @Override
  public SourceKind kind() {
    return SourceKind.JSONL;
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
    return SourceReading.spread(
        location,
        (names, sink) -> StoredFiles.list(location, ENDINGS).forEach(names::name),
        (name, sink) -> {
          try (InputStream in = StoredFiles.unpacked(name)) {
            new BeirCorpus(maxPageBytes).read(in, sink);
          }
        });
  }
}
