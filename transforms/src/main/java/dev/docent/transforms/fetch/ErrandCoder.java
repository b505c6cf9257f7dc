package dev.docent.transforms.fetch;

import dev.docent.records.PageLink;
import dev.docent.records.PageOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.jspecify.annotations.Nullable;

/** The bytes of an {@link Errand}, in a shuffle and in a file. */
final class ErrandCoder extends AtomicCoder<Errand> {
  private static final long serialVersionUID = 1L;
  private static final Coder<PageLink> LINK = AvroCoder.specific(PageLink.class);
  private static final Coder<PageOutcome> KNOWN =
      NullableCoder.of(AvroCoder.specific(PageOutcome.class));
  private static final Coder<List<String>> LED = ListCoder.of(StringUtf8Coder.of());
  private static final Coder<Integer> REQUESTS = VarIntCoder.of();
  private static final Coder<Boolean> FLAG = BooleanCoder.of();
  private static final Coder<Double> RATE = DoubleCoder.of();

  static ErrandCoder of() {
    return new ErrandCoder();
  }

  @Override
  public void encode(Errand errand, OutputStream out) throws IOException {
    LINK.encode(errand.link(), out);
    KNOWN.encode(errand.known(), out);
    LED.encode(errand.led(), out);
    REQUESTS.encode(errand.requests(), out);
    RobotsTrip robots = errand.robots();
    FLAG.encode(robots != null, out);
    if (robots != null) {
      LED.encode(robots.led(), out);
      FLAG.encode(robots.settled(), out);
      RATE.encode(robots.rate(), out);
    }
  }

  @Override
  public Errand decode(InputStream in) throws IOException {
    return new Errand(
        LINK.decode(in), KNOWN.decode(in), LED.decode(in), REQUESTS.decode(in), robots(in));
  }

  private static @Nullable RobotsTrip robots(InputStream in) throws IOException {
    return FLAG.decode(in)
        ? new RobotsTrip(LED.decode(in), FLAG.decode(in), RATE.decode(in))
        : null;
  }
}
