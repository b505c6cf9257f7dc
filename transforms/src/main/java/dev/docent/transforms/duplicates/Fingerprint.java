package dev.docent.transforms.duplicates;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;

/**
 * An article as it is compared.
 *
 * @param signature its MinHash; empty where only exact duplicates are sought
 */
record Fingerprint(Rank rank, byte[] signature) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Fingerprint f
        && rank.equals(f.rank)
        && Arrays.equals(signature, f.signature);
  }

  @Override
  public int hashCode() {
    return 31 * rank.hashCode() + Arrays.hashCode(signature);
  }

  /** Many of them are shuffled: one for each band of each article. */
  static final class InBytes extends AtomicCoder<Fingerprint> {
    private static final long serialVersionUID = 1L;
    private static final Rank.InBytes RANK = new Rank.InBytes();
    private static final ByteArrayCoder BYTES = ByteArrayCoder.of();

    @Override
    public void encode(Fingerprint fingerprint, OutputStream out) throws IOException {
      RANK.encode(fingerprint.rank, out);
      BYTES.encode(fingerprint.signature, out);
    }

    @Override
    public Fingerprint decode(InputStream in) throws IOException {
      return new Fingerprint(RANK.decode(in), BYTES.decode(in));
    }
  }
}
