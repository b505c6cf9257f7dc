package dev.docent.transforms.sources.api;

import dev.docent.records.config.ConfigException;
import dev.docent.records.config.SourceKind;
import dev.docent.transforms.sources.PageSource;
import dev.docent.transforms.sources.SourceReading;
import dev.docent.transforms.sources.Span;
import dev.docent.transforms.sources.Unlisted;
import dev.docent.transforms.sources.WebClient;
import java.net.URI;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollectionTuple;

/** The articles of an API. */
public final class ApiSource implements PageSource {
  private static final long serialVersionUID = 1L;

  private final String location;
  private final ApiDescription description;
  private final long maxPageBytes;

  /**
   * An API.
   *
   * @throws ConfigException if the URL holds what looks like a token
   */
  public ApiSource(String location, ApiDescription description, long maxPageBytes) {
    SecretNames.inQuery(URI.create(location))
        .ifPresent(
            name -> {
              throw ConfigException.of(
                  "--articles holds a token in its parameter '%s', where it would be seen; take it out, and give it by auth in the file of --api: auth: {parameter: %s, env: NAME}"
                      .formatted(name, name));
            });
    this.location = location;
    this.description = description;
    this.maxPageBytes = maxPageBytes;
  }

  /** Whether a token would go over a connection that isn't encrypted. */
  public boolean sendsSecretsInTheClear() {
    return description.auth() != null && "http".equalsIgnoreCase(URI.create(location).getScheme());
  }

  @Override
  public SourceKind kind() {
    return SourceKind.API;
  }

  @Override
  public String location() {
    return location;
  }

  /** Asked for everything, an API names everything. */
  @Override
  public Unlisted unlisted(Span window) {
    boolean everything = window.fromTheBeginning() || description.window().since() == null;
    return description.complete() && everything ? Unlisted.GONE : Unlisted.KEEP;
  }

  @Override
  public PTransform<PBegin, PCollectionTuple> read(Span window, WebClient.Factory web) {
    return SourceReading.once(
        location,
        (name, sink) -> {
          try (WebClient client = web.open()) {
            new ApiListing(URI.create(location), description, window, maxPageBytes, client, sink)
                .run();
          }
        });
  }
}
