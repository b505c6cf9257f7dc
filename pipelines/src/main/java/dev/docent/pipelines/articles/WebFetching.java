package dev.docent.pipelines.articles;

import dev.docent.records.Outcome;
import dev.docent.records.PageLink;
import dev.docent.records.PageOutcome;
import dev.docent.records.RawPage;
import dev.docent.records.config.IngestConfig;
import dev.docent.records.workspace.Hashes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;

/** Asks for each page once, conditionally where it is known. */
final class WebFetching implements Fetching {
  @Override
  public PCollectionTuple fetch(
      PCollection<KV<PageLink, PageOutcome>> asked, IngestConfig config, Path kept) {
    PCollectionTuple fetched =
        asked.apply(
            "Fetch", ParDo.of(new Fetch()).withOutputTags(PAGES, TupleTagList.of(OUTCOMES)));
    fetched.get(PAGES).setCoder(AvroCoder.specific(RawPage.class));
    fetched.get(OUTCOMES).setCoder(AvroCoder.specific(PageOutcome.class));
    return fetched;
  }

  private static final class Fetch extends DoFn<KV<PageLink, PageOutcome>, RawPage> {
    private static final long serialVersionUID = 1L;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @ProcessElement
    public void process(@Element KV<PageLink, PageOutcome> asked, MultiOutputReceiver out)
        throws InterruptedException {
      PageLink link = asked.getKey();
      PageOutcome before = asked.getValue();
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(link.getUrl())).timeout(Duration.ofSeconds(30));
      if (before != null && before.getEtag() != null) {
        request.setHeader("If-None-Match", before.getEtag());
      }
      Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      try {
        HttpResponse<byte[]> answer =
            HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        int status = answer.statusCode();
        String etag = answer.headers().firstValue("etag").orElse(null);
        if (status == 304 && before != null) {
          out.get(OUTCOMES)
              .output(
                  outcome(
                      link,
                      Outcome.UNCHANGED,
                      null,
                      status,
                      before.getEtag(),
                      before.getDigest(),
                      at));
        } else if (status == 200) {
          String digest = Hashes.sha256(answer.body());
          out.get(PAGES)
              .output(
                  new RawPage(
                      link.getUrl(),
                      link.getUrl(),
                      link.getTitle(),
                      "text/html",
                      null,
                      ByteBuffer.wrap(answer.body()),
                      digest,
                      at,
                      link.getUpdated(),
                      link.getPublished(),
                      link.getTags()));
          out.get(OUTCOMES).output(outcome(link, Outcome.FETCHED, null, status, etag, digest, at));
        } else {
          Outcome end = status == 404 || status == 410 ? Outcome.GONE : Outcome.FAILED;
          out.get(OUTCOMES).output(outcome(link, end, "http-" + status, status, null, null, at));
        }
      } catch (IOException e) {
        out.get(OUTCOMES).output(outcome(link, Outcome.FAILED, "no-answer", 0, null, null, at));
      }
    }

    private static PageOutcome outcome(
        PageLink link,
        Outcome outcome,
        String reason,
        int status,
        String etag,
        String digest,
        Instant at) {
      return new PageOutcome(
          link.getUrl(), link.getUrl(), outcome, reason, null, status, 1, etag, null, digest, at);
    }
  }
}
