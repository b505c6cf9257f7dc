package dev.docent.records.store;

import dev.docent.records.TransientFailure;
import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A prefix of an S3 bucket. Safe for use by several threads. */
public final class S3Store implements ObjectStore {
  /** S3 removes at most so many objects at once. */
  private static final int DELETE_BATCH = 1000;

  /** How often an answer that is cut off is asked for. */
  private static final int READS = 4;

  private final S3Location location;
  private final S3Client client;

  private S3Store(S3Location location, S3Client client) {
    this.location = location;
    this.client = client;
  }

  /**
   * Opens a place in a bucket, with credentials where AWS's tools look for them.
   *
   * @throws UserException if there is no such bucket, or it can't be reached
   */
  public static S3Store open(S3Location location, S3Settings settings) throws IOException {
    S3Store store = new S3Store(location, settings.client());
    store.call(
        "look at",
        "",
        () -> {
          try {
            store.client.headBucket(request -> request.bucket(location.bucket()));
          } catch (S3Exception e) {
            // Whoever may list some prefixes alone may not look at the bucket; it is there.
            if (!isForbidden(e)) {
              throw e;
            }
          }
          return true;
        });
    return store;
  }

  @Override
  public String uri(String key) {
    return key.isEmpty() ? location.toString() : location + "/" + key;
  }

  @Override
  public Optional<Content> get(String key) throws IOException {
    return call(
        "read",
        key,
        () -> {
          try {
            return content(key);
          } catch (S3Exception e) {
            if (!isForbidden(e)) {
              throw e;
            }
            // S3 tells of a missing object only to those who may list the whole bucket. One that
            // the list has may have been written after it was asked for.
            return isMissing(key) ? Optional.empty() : content(key);
          }
        });
  }

  private Optional<Content> content(String key) throws IOException {
    try {
      var response = whole(() -> bytes(key));
      return Optional.of(new Content(response.asByteArrayUnsafe(), response.response().eTag()));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  private Optional<ResponseBytes<GetObjectResponse>> bytes(String key) {
    ResponseBytes<GetObjectResponse> response =
        client.getObject(
            request -> request.bucket(location.bucket()).key(location.key(key)),
            ResponseTransformer.toBytes());
    return isCutOff(response.response(), response.asByteArrayUnsafe().length)
        ? Optional.empty()
        : Optional.of(response);
  }

  /**
   * Asks again where there is no whole answer: the JDK's HTTP client takes one that is cut off for
   * a shorter one, and the SDK does not look.
   */
  private static <T> T whole(Call<Optional<T>> read) throws IOException {
    for (int i = 0; i < READS; i++) {
      Optional<T> answer = read.run();
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    throw SdkClientException.create("its answer is cut off, each of %d times".formatted(READS));
  }

  private static boolean isCutOff(GetObjectResponse response, long bytes) {
    Long meant = response.contentLength();
    return meant != null && bytes < meant;
  }

  private static boolean isForbidden(S3Exception e) {
    return e.statusCode() == 403;
  }

  /** Whether a list, where it is allowed, has no such object. */
  private boolean isMissing(String key) {
    String full = location.key(key);
    try {
      // A key comes before all others that begin with it.
      return client
          .listObjectsV2(request -> request.bucket(location.bucket()).prefix(full).maxKeys(1))
          .contents()
          .stream()
          .noneMatch(object -> object.key().equals(full));
    } catch (S3Exception e) {
      if (!isForbidden(e)) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public void put(String key, byte[] content) throws IOException {
    call(
        "write",
        key,
        () -> client.putObject(request(key, content).build(), RequestBody.fromBytes(content)));
  }

  @Override
  public boolean create(String key, byte[] content) throws IOException {
    return conditional(key, content, request(key, content).ifNoneMatch("*").build());
  }

  @Override
  public boolean replace(String key, byte[] content, @Nullable String tag) throws IOException {
    PutObjectRequest.Builder request = request(key, content);
    return conditional(
        key,
        content,
        tag == null ? request.ifNoneMatch("*").build() : request.ifMatch(tag).build());
  }

  private boolean conditional(String key, byte[] content, PutObjectRequest request)
      throws IOException {
    return call(
        "write",
        key,
        () -> {
          try {
            client.putObject(request, RequestBody.fromBytes(content));
            return true;
          } catch (S3Exception e) {
            // 412: the condition does not hold; 409: another conditional write is under way, and
            // one of the two ends well.
            boolean gone = e.statusCode() == 404 && request.ifMatch() != null;
            if (e.statusCode() == 412 || e.statusCode() == 409 || gone) {
              return false;
            }
            throw e;
          }
        });
  }

  @Override
  public List<Entry> list(String prefix) throws IOException {
    return call(
        "list",
        prefix,
        () -> {
          List<Entry> entries = new ArrayList<>();
          for (S3Object object : client.listObjectsV2Paginator(listing(prefix)).contents()) {
            entries.add(new Entry(below(object.key()), object.size(), object.lastModified()));
          }
          return entries;
        });
  }

  @Override
  public List<String> children(String prefix) throws IOException {
    String full = location.key(prefix);
    return call(
        "list",
        prefix,
        () ->
            client
                .listObjectsV2Paginator(
                    request -> request.bucket(location.bucket()).prefix(full).delimiter("/"))
                .commonPrefixes()
                .stream()
                .map(one -> one.prefix().substring(full.length()).replaceAll("/$", ""))
                .toList());
  }

  private ListObjectsV2Request listing(String prefix) {
    return ListObjectsV2Request.builder()
        .bucket(location.bucket())
        .prefix(location.key(prefix))
        .build();
  }

  private String below(String key) {
    return location.prefix().isEmpty() ? key : key.substring(location.prefix().length() + 1);
  }

  @Override
  public void upload(Path file, String key, String sha256) throws IOException {
    if (Files.size(file) > PartUpload.PART_BYTES) {
      call(
          "write",
          key,
          () -> {
            new PartUpload(client, location.bucket(), location.key(key)).send(file);
            return true;
          });
      return;
    }
    byte[] content = Files.readAllBytes(file);
    String checksum = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
    call(
        "write",
        key,
        () ->
            client.putObject(
                request(key, content).checksumSHA256(checksum).build(),
                RequestBody.fromBytes(content)));
  }

  private PutObjectRequest.Builder request(String key, byte[] content) {
    return PutObjectRequest.builder()
        .bucket(location.bucket())
        .key(location.key(key))
        .contentLength((long) content.length);
  }

  @Override
  public void download(String key, Path file) throws IOException {
    call("read", key, () -> whole(() -> written(key, file)));
  }

  private Optional<Path> written(String key, Path file) throws IOException {
    GetObjectResponse response =
        client.getObject(request -> request.bucket(location.bucket()).key(location.key(key)), file);
    if (isCutOff(response, Files.size(file))) {
      Files.delete(file);
      return Optional.empty();
    }
    return Optional.of(file);
  }

  @Override
  public void delete(Collection<String> keys) throws IOException {
    List<ObjectIdentifier> all =
        keys.stream()
            .map(key -> ObjectIdentifier.builder().key(location.key(key)).build())
            .toList();
    for (int from = 0; from < all.size(); from += DELETE_BATCH) {
      List<ObjectIdentifier> batch = all.subList(from, Math.min(all.size(), from + DELETE_BATCH));
      call(
          "remove from",
          "",
          () ->
              client.deleteObjects(
                  request ->
                      request
                          .bucket(location.bucket())
                          .delete(delete -> delete.objects(batch).quiet(true))));
    }
  }

  @Override
  public void abortUploads(String prefix, Instant before) throws IOException {
    call(
        "list uploads",
        prefix,
        () -> {
          try {
            abort(location.key(prefix), before);
          } catch (S3Exception e) {
            // Rights to see uploads are of a whole bucket, whose own rule ends those left behind.
            if (!isForbidden(e)) {
              throw e;
            }
          }
          return true;
        });
  }

  private void abort(String fullPrefix, Instant before) {
    var uploads =
        client.listMultipartUploadsPaginator(
            request -> request.bucket(location.bucket()).prefix(fullPrefix));
    for (MultipartUpload upload : uploads.uploads()) {
      if (upload.initiated().isBefore(before)) {
        client.abortMultipartUpload(
            request ->
                request.bucket(location.bucket()).key(upload.key()).uploadId(upload.uploadId()));
      }
    }
  }

  @Override
  public void close() {
    client.close();
  }

  /** What is asked of S3. */
  @FunctionalInterface
  private interface Call<T> {
    T run() throws IOException;
  }

  private <T> T call(String action, String key, Call<T> call) throws IOException {
    try {
      return call.run();
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        throw new UserException(
            "there is no S3 bucket '%s'; make it first".formatted(location.bucket()), e);
      }
      if (e.statusCode() == 403 || e.statusCode() == 401) {
        throw new UserException(
            "S3 does not let us %s '%s' (status %d); the credentials' rights must include it"
                .formatted(action, uri(key), e.statusCode()),
            e);
      }
      String message =
          "can't %s '%s': S3 answers with status %d, %s"
              .formatted(action, uri(key), e.statusCode(), e.awsErrorDetails().errorCode());
      throw e.statusCode() >= 500 || e.statusCode() == 429
          ? new TransientFailure(message, e)
          : new UserException(message, e);
    } catch (SdkException e) {
      if (e.getMessage() != null && e.getMessage().contains("Unable to load credentials")) {
        throw new UserException(
            "no AWS credentials are found for '%s'; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile"
                .formatted(location),
            e);
      }
      throw new TransientFailure(
          "can't %s '%s': S3 can't be reached (%s)".formatted(action, uri(key), root(e)), e);
    }
  }

  private static String root(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
