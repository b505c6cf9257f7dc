package dev.docent.records.workspace;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names the version of a published model that a label such as {@code stable} stands for.
 *
 * @param version the version in use; 0 where the label stands for none
 * @param previous the version before it, null for the first
 * @param before the versions in use before the previous one, the latest first
 * @param withdrawn versions that a person took out of use; no run brings them back by itself
 */
public record ModelPointer(
    long version,
    @Nullable Long previous,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Long> before,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Long> withdrawn) {
  public static final String STABLE = "stable";
  public static final String CANARY = "canary";

  /** The labels that there are. */
  public static final List<String> LABELS = List.of(STABLE, CANARY);

  /** Of a label that stands for no version: a store replaces by condition, but removes without. */
  static final ModelPointer NONE = new ModelPointer(0, null);

  private static final int MOST_REMEMBERED = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  public ModelPointer {
    before = before == null ? List.of() : List.copyOf(before);
    withdrawn = withdrawn == null ? List.of() : List.copyOf(withdrawn);
  }

  public ModelPointer(long version, @Nullable Long previous) {
    this(version, previous, List.of(), List.of());
  }

  /** Reads a label of a model's folder; empty where the label was never set. */
  public static Optional<ModelPointer> read(Path model, String label) throws IOException {
    Path file = model.resolve(label);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return parse(Files.readAllBytes(file), file.toString());
  }

  /**
   * Reads a label.
   *
   * @param name of what the content was read from, for errors
   * @return empty where it stands for no version
   */
  public static Optional<ModelPointer> parse(byte[] json, String name) throws IOException {
    ModelPointer pointer;
    try {
      pointer = JSON.readValue(json, ModelPointer.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UserException(
          "the pointer '%s' must be JSON such as {\"version\": 3, \"previous\": 2}: %s"
              .formatted(name, e.getOriginalMessage()),
          e);
    }
    if (pointer == null || pointer.version() < 0) {
      throw new UserException(
          "the pointer '%s' must name a version, such as {\"version\": 3, \"previous\": 2}"
              .formatted(name));
    }
    return pointer.version() == 0 ? Optional.empty() : Optional.of(pointer);
  }

  /** Another version in the place of this one, which is remembered. */
  public ModelPointer movedTo(long next) {
    List<Long> history = new ArrayList<>();
    history.add(version);
    history.addAll(history());
    history.remove(Long.valueOf(next));
    return of(next, history, without(withdrawn, next));
  }

  /** Another version of the same training in the place of this one, which is no rival of it. */
  public ModelPointer replacedBy(long next) {
    List<Long> history = without(history(), next);
    return of(next, history, without(withdrawn, next));
  }

  /** As {@link #movedTo}, by a person's will: the version that was in use stays out of use. */
  public ModelPointer movedByHandTo(long next) {
    ModelPointer moved = movedTo(next);
    return of(next, moved.history(), with(moved.withdrawn, version));
  }

  /**
   * Back to the previous version, which this one is forgotten for; no run brings it back by itself.
   *
   * @return empty where there is no previous version
   */
  public Optional<ModelPointer> rolledBack() {
    List<Long> history = history();
    return history.isEmpty()
        ? Optional.empty()
        : Optional.of(
            of(
                history.get(0),
                history.subList(1, history.size()),
                with(without(withdrawn, history.get(0)), version)));
  }

  /** Moves a label to this version, at once or not at all. */
  public void write(Path model, String label) throws IOException {
    AtomicFiles.replace(model.resolve(label), json());
  }

  byte[] json() throws IOException {
    return JSON.writeValueAsBytes(this);
  }

  private List<Long> history() {
    List<Long> history = new ArrayList<>();
    if (previous != null) {
      history.add(previous);
    }
    history.addAll(before);
    return history;
  }

  private static ModelPointer of(long version, List<Long> history, List<Long> withdrawn) {
    return new ModelPointer(
        version,
        history.isEmpty() ? null : history.get(0),
        history.subList(Math.min(1, history.size()), Math.min(MOST_REMEMBERED, history.size())),
        withdrawn);
  }

  private static List<Long> with(List<Long> versions, long version) {
    List<Long> more = new ArrayList<>(without(versions, version));
    more.add(0, version);
    return more.subList(0, Math.min(MOST_REMEMBERED, more.size()));
  }

  private static List<Long> without(List<Long> versions, long version) {
    return versions.stream().filter(one -> one != version).toList();
  }
}
