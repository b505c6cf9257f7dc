package dev.docent.serving.feedback;

import dev.docent.records.Feedback;
import dev.docent.records.UserException;
import dev.docent.serving.access.RateLimit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps feedback in a folder of Avro files, one a start of the server, up to a number of bytes and
 * at a rate; what is beyond is dropped. Where it can't be written, the search goes on.
 */
public final class FeedbackStore implements AutoCloseable {
  /** Marks a second of all people together, and how many may come at once. */
  static final double RATE = 20;

  static final int BURST = 200;

  private static final Logger LOG = LoggerFactory.getLogger(FeedbackStore.class);

  private final Path folder;
  private final long most;
  private final RateLimit rate;
  private long before;
  private @Nullable Path file;
  private @Nullable DataFileWriter<Feedback> writer;
  private boolean failed;

  /** What became of a mark. */
  public enum Outcome {
    KEPT,
    TOO_OFTEN,
    FULL,
    FAILED
  }

  private FeedbackStore(Path folder, long most, RateLimit rate, long before) {
    this.folder = folder;
    this.most = most;
    this.rate = rate;
    this.before = before;
  }

  /**
   * Opens a folder; what is there is kept, and counts.
   *
   * @param most bytes of all files together
   * @throws UserException if it can't be written
   */
  public static FeedbackStore open(Path folder, long most) {
    return open(folder, most, new RateLimit(RATE, BURST));
  }

  static FeedbackStore open(Path folder, long most, RateLimit rate) {
    try {
      Files.createDirectories(folder);
      if (!Files.isWritable(folder)) {
        throw new UserException("--feedback '%s' can't be written".formatted(folder));
      }
      long bytes = 0;
      for (Path one : files(folder)) {
        bytes += Files.size(one);
      }
      return new FeedbackStore(folder, most, rate, bytes);
    } catch (IOException e) {
      throw new UserException("--feedback '%s' can't be written".formatted(folder), e);
    }
  }

  /** The files of a folder in the order of their names. */
  static java.util.List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(one -> one.toString().endsWith(".avro")).sorted().toList();
    }
  }

  /** Keeps a mark; it is with the system when this returns. */
  public synchronized Outcome add(Feedback feedback) {
    if (rate.take("") > 0) {
      return Outcome.TOO_OFTEN;
    }
    try {
      if (before + (file == null ? 0 : Files.size(file)) >= most) {
        return Outcome.FULL;
      }
      DataFileWriter<Feedback> open = writer == null ? begin(feedback.getDay()) : writer;
      open.append(feedback);
      open.flush();
      failed = false;
      return Outcome.KEPT;
    } catch (IOException | RuntimeException e) {
      if (!failed) {
        LOG.error("feedback can't be kept; searches are answered all the same", e);
      }
      failed = true;
      giveUpFile();
      return Outcome.FAILED;
    }
  }

  private DataFileWriter<Feedback> begin(String day) throws IOException {
    OutputStream out = create(day);
    Path begunFile = file;
    try {
      DataFileWriter<Feedback> begun =
          new DataFileWriter<>(new SpecificDatumWriter<>(Feedback.class));
      writer = begun.create(Feedback.getClassSchema(), out);
      return writer;
    } catch (IOException | RuntimeException e) {
      out.close();
      if (begunFile != null) {
        Files.deleteIfExists(begunFile);
      }
      file = null;
      throw e;
    }
  }

  /** A block that was written in part would make what follows it unreadable: a new file follows. */
  private void giveUpFile() {
    DataFileWriter<Feedback> broken = writer;
    writer = null;
    if (broken == null) {
      return;
    }
    try {
      if (file != null) {
        before += Files.size(file);
        file = null;
      }
      broken.close();
    } catch (IOException | RuntimeException e) {
      LOG.debug("a feedback file can't be closed", e);
    }
  }

  /** What people searched for is the business of nobody but the server's own user. */
  private OutputStream create(String day) throws IOException {
    for (int number = 1; ; number++) {
      Path wanted = folder.resolve("%s-%d.avro".formatted(day, number));
      try {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
          Files.createFile(
              wanted,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
          Files.createFile(wanted);
        }
        file = wanted;
        return Files.newOutputStream(wanted, StandardOpenOption.APPEND);
      } catch (FileAlreadyExistsException e) {
        // Of a start before this one.
      }
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
