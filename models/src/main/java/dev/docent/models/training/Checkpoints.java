package dev.docent.models.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.UserException;
import dev.docent.records.workspace.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a training, in a folder that outlives a killed attempt. A checkpoint counts
 * once {@code state.json} names it, which is replaced as a whole; whatever a kill leaves half
 * written is never named.
 */
final class Checkpoints {
  private static final String STATE = "state.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  /**
   * How far training has come.
   *
   * @param step steps made
   * @param last the folder with variables and moments; null before the first checkpoint
   * @param best the folder with the best variables; null where the base's own are best
   * @param bestStep the step of the best
   * @param bestMrr its validation MRR; NaN where nothing was measured
   * @param zeroShotMrr the base's validation MRR; NaN where nothing was measured
   * @param badValidations validations since the best
   * @param seconds spent so far
   * @param cpuSeconds of all cores, spent so far
   */
  record State(
      long step,
      @Nullable String last,
      @Nullable String best,
      long bestStep,
      double bestMrr,
      double zeroShotMrr,
      int badValidations,
      double seconds,
      double cpuSeconds) {}

  /** Writes a TensorFlow checkpoint under a prefix. */
  @FunctionalInterface
  interface Write {
    void to(Path prefix);
  }

  Checkpoints(Path folder) throws IOException {
    Files.createDirectories(folder);
    this.folder = folder;
  }

  /** The state of the last checkpoint, if there is one. */
  Optional<State> read() throws IOException {
    Path file = folder.resolve(STATE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), State.class));
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw new UserException(
          "the checkpoint '%s' can't be read (%s); remove its folder to begin again"
              .formatted(file, e.getOriginalMessage()),
          e);
    }
  }

  /** Writes a checkpoint's files; they count only once a state names them. */
  String write(String name, Write write) throws IOException {
    Path made = folder.resolve(name);
    Path temporary = folder.resolve("." + name);
    AtomicFiles.deleteTree(temporary);
    AtomicFiles.deleteTree(made);
    Files.createDirectories(temporary);
    write.to(temporary.resolve("checkpoint"));
    AtomicFiles.syncTree(temporary);
    Files.move(temporary, made);
    return name;
  }

  /** The prefix of a checkpoint's files. */
  Path prefix(String name) {
    return folder.resolve(name).resolve("checkpoint");
  }

  /** Makes a state the one to resume from, and removes what it doesn't name. */
  void commit(State state) throws IOException {
    AtomicFiles.replace(folder.resolve(STATE), JSON.writeValueAsBytes(state));
    Set<String> named =
        Set.of(state.last() == null ? "" : state.last(), state.best() == null ? " " : state.best());
    List<Path> children;
    try (Stream<Path> all = Files.list(folder)) {
      children = all.filter(Files::isDirectory).toList();
    }
    for (Path child : children) {
      if (!named.contains(child.getFileName().toString())) {
        AtomicFiles.deleteTree(child);
      }
    }
  }
}
