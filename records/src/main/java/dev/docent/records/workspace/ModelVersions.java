package dev.docent.records.workspace;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The versions of a published model and the labels that point to them, as they were at one time.
 *
 * @param labels that were ever set, by name
 * @param versions by rising number, those too whose files are gone
 */
public record ModelVersions(String name, Map<String, Label> labels, List<VersionRecord> versions) {
  /**
   * A label.
   *
   * @param pointer empty where it stands for no version now
   * @param tag changes with every move
   */
  public record Label(Optional<ModelPointer> pointer, String tag) {}

  public ModelVersions {
    labels = Map.copyOf(labels);
    versions = List.copyOf(versions);
  }

  /** What a label points to, if anything. */
  public Optional<ModelPointer> pointer(String label) {
    return Optional.ofNullable(labels.get(label)).flatMap(Label::pointer);
  }

  public Optional<ModelPointer> stable() {
    return pointer(ModelPointer.STABLE);
  }

  public Optional<ModelPointer> canary() {
    return pointer(ModelPointer.CANARY);
  }

  /** The numbers of the versions that can be used, rising. */
  public List<Long> numbers() {
    return versions.stream()
        .filter(version -> version.state() == VersionRecord.State.READY)
        .map(VersionRecord::version)
        .toList();
  }

  public Optional<VersionRecord> version(long number) {
    return versions.stream().filter(version -> version.version() == number).findFirst();
  }

  /** The versions that a label stands for or would go back to: they must stay. */
  public Set<Long> needed() {
    Set<Long> needed = new TreeSet<>();
    stable()
        .ifPresent(
            pointer -> {
              needed.add(pointer.version());
              if (pointer.previous() != null) {
                needed.add(pointer.previous());
              }
            });
    canary().ifPresent(pointer -> needed.add(pointer.version()));
    return needed;
  }
}
