package dev.docent.records.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Sends a file in parts, each with its checksum. The object appears with the last step only; what
 * was sent for nothing is taken back, or, after a kill, by a later sweep.
 */
final class PartUpload {
  /** S3 asks for 5 MiB at least. */
  static final int PART_BYTES = 8 << 20;

  /** S3 allows so many parts of an object. */
  private static final int MOST_PARTS = 10_000;

  private final S3Client client;
  private final String bucket;
  private final String key;

  PartUpload(S3Client client, String bucket, String key) {
    this.client = client;
    this.bucket = bucket;
    this.key = key;
  }

  void send(Path file) throws IOException {
    String id =
        client
            .createMultipartUpload(
                request ->
                    request.bucket(bucket).key(key).checksumAlgorithm(ChecksumAlgorithm.SHA256))
            .uploadId();
    try {
      List<CompletedPart> parts = parts(file, id);
      client.completeMultipartUpload(
          request ->
              request
                  .bucket(bucket)
                  .key(key)
                  .uploadId(id)
                  .multipartUpload(upload -> upload.parts(parts)));
    } catch (IOException | RuntimeException e) {
      try {
        client.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(id));
      } catch (SdkException aborting) {
        e.addSuppressed(aborting);
      }
      throw e;
    }
  }

  private List<CompletedPart> parts(Path file, String id) throws IOException {
    List<CompletedPart> parts = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      int partBytes = Math.toIntExact(Math.max(PART_BYTES, (size + MOST_PARTS - 1) / MOST_PARTS));
      ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(Math.min(partBytes, size)));
      while (fill(channel, buffer)) {
        parts.add(part(buffer, id, parts.size() + 1));
      }
    }
    return parts;
  }

  private CompletedPart part(ByteBuffer content, String id, int number) {
    String checksum = checksum(content.duplicate());
    String tag =
        client
            .uploadPart(
                request ->
                    request
                        .bucket(bucket)
                        .key(key)
                        .uploadId(id)
                        .partNumber(number)
                        .contentLength((long) content.remaining())
                        .checksumSHA256(checksum),
                RequestBody.fromRemainingByteBuffer(content))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).checksumSHA256(checksum).build();
  }

  private static String checksum(ByteBuffer content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(content);
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Fills the buffer as far as the file goes; false at its end. */
  private static boolean fill(FileChannel channel, ByteBuffer buffer) throws IOException {
    buffer.clear();
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      // Reads on until the part is full or the file ends.
    }
    buffer.flip();
    return buffer.hasRemaining();
  }
}
