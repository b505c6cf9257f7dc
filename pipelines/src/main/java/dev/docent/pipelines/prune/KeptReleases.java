package dev.docent.pipelines.prune;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.records.UserException;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The releases of a workspace, as their documents tell: the one in use, those that rollbacks would
 * go back to, and the newest stay.
 *
 * @param kept the newest first
 * @param old the newest first
 */
record KeptReleases(List<OneRelease> kept, List<OneRelease> old) {
  private static final String FOLDER = "releases";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One release: {@code releases/NUMBER.json}. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record OneRelease(
      int number,
      String index,
      @Nullable String topics,
      @Nullable String model,
      @Nullable Long version) {}

  /** The pointer: {@code releases/current}. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Pointer(int release, List<Integer> before) {}

  /**
   * @param keep how many of the newest stay, and how many rollbacks remain possible; one always
   *     does
   */
  static KeptReleases of(Workspace workspace, int keep) throws IOException {
    List<OneRelease> all = new ArrayList<>();
    for (String name : workspace.documents(FOLDER)) {
      if (name.matches("[0-9]{1,9}\\.json")) {
        all.add(read(workspace, FOLDER + "/" + name, OneRelease.class).orElseThrow());
      }
    }
    all.sort(Comparator.comparingInt(OneRelease::number).reversed());
    Set<Integer> stay = new HashSet<>();
    all.stream().limit(keep).forEach(one -> stay.add(one.number()));
    read(workspace, FOLDER + "/current", Pointer.class)
        .ifPresent(
            pointer -> {
              stay.add(pointer.release());
              pointer.before().stream().limit(Math.max(1, keep)).forEach(stay::add);
            });
    return new KeptReleases(
        all.stream().filter(one -> stay.contains(one.number())).toList(),
        all.stream().filter(one -> !stay.contains(one.number())).toList());
  }

  /** The document of a release. */
  static String path(OneRelease release) {
    return FOLDER + "/" + release.number() + ".json";
  }

  private static <T> Optional<T> read(Workspace workspace, String path, Class<T> type)
      throws IOException {
    Optional<byte[]> json = workspace.read(path);
    if (json.isEmpty()) {
      return Optional.empty();
    }
    try {
      T value = JSON.readValue(json.get(), type);
      if (value != null) {
        return Optional.of(value);
      }
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UserException(
          "'%s' can't be read (%s), so that nothing is pruned"
              .formatted(path, e.getOriginalMessage()),
          e);
    }
    throw new UserException("'%s' is empty, so that nothing is pruned".formatted(path));
  }
}
