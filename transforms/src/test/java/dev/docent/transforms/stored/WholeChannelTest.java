package dev.docent.transforms.stored;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.docent.records.TransientFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;

class WholeChannelTest {
  private static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.US_ASCII);

  private int opened;

  /** A file whose answers end early, as Beam's channel of S3 shows it: it reads nothing then. */
  private final class CutOff implements SeekableByteChannel {
    private final SeekableInMemoryByteChannel whole;
    private int left;

    CutOff(byte[] content, int left) {
      this.whole = new SeekableInMemoryByteChannel(content);
      this.left = left;
      opened++;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      if (whole.position() == whole.size()) {
        return -1;
      }
      int count = Math.min(left, target.remaining());
      int end = target.limit();
      target.limit(target.position() + count);
      int read = count == 0 ? 0 : whole.read(target);
      target.limit(end);
      left -= read;
      return read;
    }

    @Override
    public long position() {
      return whole.position();
    }

    @Override
    public SeekableByteChannel position(long wanted) throws IOException {
      whole.position(wanted);
      return this;
    }

    @Override
    public long size() {
      return whole.size();
    }

    @Override
    public boolean isOpen() {
      return whole.isOpen();
    }

    @Override
    public void close() {
      whole.close();
    }

    @Override
    public int write(ByteBuffer source) {
      throw new AssertionError("written to");
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new AssertionError("written to");
    }
  }

  private static byte[] all(SeekableByteChannel channel) throws IOException {
    try (InputStream in = Channels.newInputStream(channel)) {
      return in.readAllBytes();
    }
  }

  @Test
  void readsOnWhereAnAnswerWasCutOff() throws IOException {
    assertArrayEquals(CONTENT, all(new WholeChannel("f", () -> new CutOff(CONTENT, 3))));
    assertEquals(4, opened);
  }

  @Test
  void readsOnFromWhereItWasTold() throws IOException {
    WholeChannel channel = new WholeChannel("f", () -> new CutOff(CONTENT, 2));
    channel.position(5);
    assertEquals("56789", new String(all(channel), StandardCharsets.US_ASCII));
  }

  @Test
  void aWholeAnswerIsAskedForOnce() throws IOException {
    assertArrayEquals(CONTENT, all(new WholeChannel("f", () -> new CutOff(CONTENT, 10))));
    assertArrayEquals(new byte[0], all(new WholeChannel("f", () -> new CutOff(new byte[0], 0))));
    assertEquals(2, opened);
  }

  @Test
  void whatIsCutOffEachTimeIsAFailureThatMayPass() throws IOException {
    try (WholeChannel channel =
        new WholeChannel("s3://b/f", () -> new CutOff(CONTENT, opened == 0 ? 4 : 0))) {
      TransientFailure failure = assertThrows(TransientFailure.class, () -> all(channel));
      assertEquals(
          "'s3://b/f' is cut off after 4 of 10 bytes, each of 4 times it was asked for",
          failure.getMessage());
    }
  }

  @Test
  void whatChangedMeanwhileIsNotPutTogether() throws IOException {
    try (WholeChannel channel =
        new WholeChannel("f", () -> new CutOff(opened == 0 ? CONTENT : new byte[11], 4))) {
      String message = assertThrows(TransientFailure.class, () -> all(channel)).getMessage();
      assertEquals("'f' changed while it was read: it had 10 bytes and has 11", message);
    }
  }
}
