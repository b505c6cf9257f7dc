package dev.docent.serving.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who asked what, a JSON object a line. A file that has grown to 64 MiB is set aside as {@code
 * FILE.1}, in the place of the one before it; where that fails, it grows on. Where it can't be
 * written, the search goes on. The server's log says either once.
 */
public final class AuditLog implements AutoCloseable {
  static final long LONGEST = 64L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final long longest;
  private FileChannel channel;
  private boolean failed;

  /**
   * One request.
   *
   * @param time ISO 8601, UTC
   * @param user whom a proxy named
   * @param path without parameters
   * @param found articles; null for what is no search
   * @param ranking {@code fused} or {@code bm25}; null for what is no search
   * @param query null unless queries are to be noted
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Entry(
      String time,
      String client,
      @Nullable String user,
      String method,
      String path,
      int status,
      long millis,
      @Nullable Integer found,
      @Nullable String ranking,
      @Nullable String query) {}

  private AuditLog(Path file, long longest, FileChannel channel) {
    this.file = file;
    this.longest = longest;
    this.channel = channel;
  }

  /**
   * Opens a log; what is there is kept.
   *
   * @throws UserException if it can't be written
   */
  public static AuditLog open(Path file) {
    return open(file, LONGEST);
  }

  static AuditLog open(Path file, long longest) {
    try {
      return new AuditLog(file, longest, channel(file));
    } catch (IOException e) {
      throw new UserException("--audit-log '%s' can't be written".formatted(file), e);
    }
  }

  public synchronized void write(Entry entry) {
    try {
      if (!channel.isOpen()) {
        channel = channel(file);
      }
      IOException kept = channel.size() >= longest ? setAside() : null;
      ByteBuffer line = ByteBuffer.wrap(line(entry));
      while (line.hasRemaining()) {
        channel.write(line);
      }
      if (kept == null) {
        failed = false;
      } else {
        complain("the audit log can't be set aside and grows on", kept);
      }
    } catch (IOException e) {
      complain("the audit log can't be written; requests are answered all the same", e);
    }
  }

  /**
   * Begins a new file.
   *
   * @return why the one before had to be kept; null where it is aside
   */
  private @Nullable IOException setAside() throws IOException {
    channel.close();
    IOException kept = null;
    try {
      Path aside = file.resolveSibling(file.getFileName() + ".1");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      kept = e;
    }
    channel = channel(file);
    return kept;
  }

  private void complain(String problem, IOException e) {
    if (!failed) {
      LOG.error(problem, e);
    }
    failed = true;
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
  }

  private static byte[] line(Entry entry) throws JsonProcessingException {
    return (JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Whose addresses are in it is the business of nobody but the server's own user. */
  private static FileChannel channel(Path file) throws IOException {
    if (!Files.exists(file)
        && Files.getFileStore(file.toAbsolutePath().getParent())
            .supportsFileAttributeView("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
  }
}
