package dev.docent.transforms.sources.jsonl;

import dev.docent.records.config.SourceKind;
import dev.docent.transforms.sources.PageSource;
import dev.docent.transforms.sources.SourceReading;
import dev.docent.transforms.sources.Span;
import dev.docent.transforms.sources.Unlisted;
import dev.docent.transforms.sources.WebClient;
import dev.docent.transforms.sources.api.ApiDescription;
import dev.docent.transforms.sources.files.Endings;
import dev.docent.transforms.sources.files.StoredFiles;
import java.io.InputStream;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.jspecify.annotations.Nullable;

/** Pages as lines of JSON, each an object: a BEIR corpus, or any by a mapping. */
public final class JsonlSource implements PageSource {
  private static final long serialVersionUID = 1L;
  private static final Endings ENDINGS = Endings.of("jsonl,jsonl.gz,ndjson,ndjson.gz");

  private final String location;
  private final @Nullable ApiDescription mapping;
  private final long maxPageBytes;

  private JsonlSource(String location, @Nullable ApiDescription mapping, long maxPageBytes) {
    this.location = location;
    this.mapping = mapping;
    this.maxPageBytes = maxPageBytes;
  }

  /** The documents of a BEIR corpus: {@code _id}, {@code title} and {@code text}. */
  public static JsonlSource beir(String location, long maxPageBytes) {
    return new JsonlSource(location, null, maxPageBytes);
  }

  /** Objects of any form, of which a mapping says where the parts of an article stand. */
  public static JsonlSource mapped(String location, ApiDescription mapping, long maxPageBytes) {
    return new JsonlSource(location, mapping, maxPageBytes);
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
            String place =
                location.endsWith(StoredFiles.shortName(name))
                    ? ""
                    : StoredFiles.shortName(name) + " ";
            if (mapping == null) {
              new BeirCorpus(place, maxPageBytes).read(in, sink);
            } else {
              new MappedLines(place, mapping, maxPageBytes).read(in, sink);
            }
          }
        });
  }
}
