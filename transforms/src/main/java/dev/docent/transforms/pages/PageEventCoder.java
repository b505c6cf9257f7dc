package dev.docent.transforms.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** The bytes of a {@link PageEvent} in a shuffle: some 150 with the file's name and the digest. */
final class PageEventCoder extends AtomicCoder<PageEvent> {
  private static final long serialVersionUID = 1L;
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();
  private static final VarLongCoder NUMBER = VarLongCoder.of();

  @Override
  public void encode(PageEvent event, OutputStream out) throws IOException {
    TEXT.encode(event.id(), out);
    NUMBER.encode(event.at().toEpochMilli(), out);
    TEXT.encode(event.digest(), out);
    PagePlace place = event.place();
    BooleanCoder.of().encode(place != null, out);
    if (place != null) {
      TEXT.encode(place.file(), out);
      NUMBER.encode(place.block(), out);
      NUMBER.encode((long) place.ordinal(), out);
    }
  }

  @Override
  public PageEvent decode(InputStream in) throws IOException {
    String id = TEXT.decode(in);
    Instant at = Instant.ofEpochMilli(NUMBER.decode(in));
    String digest = TEXT.decode(in);
    if (!BooleanCoder.of().decode(in)) {
      return new PageEvent(id, at, digest, null);
    }
    return new PageEvent(
        id,
        at,
        digest,
        new PagePlace(TEXT.decode(in), NUMBER.decode(in), Math.toIntExact(NUMBER.decode(in))));
  }
}
