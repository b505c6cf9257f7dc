package dev.docent.serving.releases;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import dev.docent.records.store.S3Location;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Hashes;
import dev.docent.records.workspace.Manifest;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.prediction.PublishedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The releases of a workspace, a folder or an object store: {@code releases/NUMBER.json}, each
 * written once when all that it names is there, and {@code releases/current}, which is replaced at
 * once or not at all.
 */
public final class Releases {
  private static final String FOLDER = "releases";
  private static final String POINTER = FOLDER + "/current";
  private static final int MOST_REMEMBERED = 20;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Workspace workspace;

  /** The pointer: the release in use, and those before it, the latest first. */
  record Pointer(int release, List<Integer> before) {}

  public Releases(Workspace workspace) {
    this.workspace = workspace;
  }

  /** All of them, the newest first. */
  public List<Release> all() throws IOException {
    List<Release> all = new ArrayList<>();
    for (String name : workspace.documents(FOLDER)) {
      if (name.matches("[0-9]{1,9}\\.json")) {
        String path = FOLDER + "/" + name;
        Optional<byte[]> content = workspace.read(path);
        // One that was removed since it was listed is passed over.
        if (content.isPresent()) {
          all.add(parse(content.get(), path, Release.class));
        }
      }
    }
    all.sort(Comparator.comparingInt(Release::number).reversed());
    return all;
  }

  /** The versions of a model that any release names: they must stay for as long as it does. */
  public Set<Long> versions(String modelName) throws IOException {
    Set<Long> versions = new TreeSet<>();
    for (Release release : all()) {
      if (modelName.equals(release.model()) && release.version() != null) {
        versions.add(release.version());
      }
    }
    return versions;
  }

  /** The one in use; empty where none was ever made. */
  public Optional<Release> current() throws IOException {
    Optional<Pointer> pointer = pointer();
    return pointer.isEmpty() ? Optional.empty() : Optional.of(release(pointer.get().release()));
  }

  /**
   * Makes a release of the current index and the model's stable version, and uses it. Where the one
   * in use is of the same, nothing happens.
   *
   * @throws UserException if there is no index, or something of it is damaged
   */
  public Release make(String modelName) throws IOException {
    Artifact index =
        workspace
            .currentArtifact(Stage.INDEX)
            .orElseThrow(
                () ->
                    new UserException(
                        "the workspace '%s' has no index; 'docent run' or 'docent index' makes one"
                            .formatted(workspace.location())));
    Optional<PublishedModel> model = PublishedModel.find(workspace, modelName);
    Release wanted =
        new Release(
            0,
            index.fingerprint(),
            topics(index),
            model.map(PublishedModel::name).orElse(null),
            model.map(PublishedModel::version).orElse(null),
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    Optional<Release> current = current();
    if (current.isPresent() && current.get().sameAs(wanted)) {
      return current.get();
    }
    check(wanted);
    for (Release one : all()) {
      if (one.sameAs(wanted)) {
        return use(one.number());
      }
    }
    return use(write(wanted).number());
  }

  /**
   * Uses a release.
   *
   * @throws UserException if there is none of that number, or something of it is damaged
   */
  public Release use(int number) throws IOException {
    Release release = release(number);
    check(release);
    List<Integer> before = new ArrayList<>();
    Optional<Pointer> pointer = pointer();
    if (pointer.isPresent() && pointer.get().release() != number) {
      before.add(pointer.get().release());
    }
    pointer.ifPresent(
        one -> one.before().stream().filter(old -> old != number).forEach(before::add));
    point(new Pointer(number, before.subList(0, Math.min(MOST_REMEMBERED, before.size()))));
    return release;
  }

  /**
   * Uses the release before; given twice, it goes back twice.
   *
   * @throws UserException if there is none before, or something of it is damaged
   */
  public Release rollBack() throws IOException {
    Pointer pointer =
        pointer()
            .orElseThrow(() -> new UserException("there is no release; 'docent releases make'"));
    if (pointer.before().isEmpty()) {
      throw new UserException(
          "there is no release before %d; 'docent releases list' shows all"
              .formatted(pointer.release()));
    }
    Release release = release(pointer.before().get(0));
    check(release);
    point(new Pointer(release.number(), pointer.before().subList(1, pointer.before().size())));
    return release;
  }

  /**
   * Compares what a release names with its checksums.
   *
   * @throws UserException if something is missing or damaged
   */
  public void check(Release release) throws IOException {
    check(index(release));
    if (release.version() != null && release.model() != null) {
      workspace.registry(release.model()).fetch(release.version());
    }
  }

  /**
   * The folder of a release's model on this machine, fetched where the workspace is an object store
   * and it isn't there.
   *
   * @return empty for a release of BM25 alone
   */
  public Optional<PublishedModel> model(Release release) throws IOException {
    String name = release.model();
    Long version = release.version();
    if (name == null || version == null) {
      return Optional.empty();
    }
    Path folder =
        S3Location.isOne(workspace.location())
            ? workspace.registry(name).fetch(version)
            : workspace.model(name).resolve(Long.toString(version));
    return Optional.of(new PublishedModel(name, version, folder));
  }

  /**
   * Forgets copies of releases that were searched before, where they take too much of this machine;
   * to be called when another release was just opened, so that all of it counts as used. A failure
   * is told and no more: the search goes on.
   */
  public void forgetOld() {
    try {
      workspace.trimCopies();
    } catch (IOException | RuntimeException e) {
      System.err.printf("warning: the copies of former releases can't be trimmed: %s%n", e);
    }
  }

  /** The index of a release. */
  public Artifact index(Release release) throws IOException {
    return workspace
        .find(Stage.INDEX, release.index())
        .orElseThrow(
            () ->
                new UserException(
                    "release %d needs index %s, which is no longer in the workspace"
                        .formatted(release.number(), release.index())));
  }

  private @Nullable String topics(Artifact index) throws IOException {
    Optional<Artifact> topics = workspace.currentArtifact(Stage.TOPICS);
    String parsed = index.manifest().inputs().getOrDefault(Stage.PARSE.id(), "");
    return topics
        .filter(one -> parsed.equals(one.manifest().inputs().get(Stage.PARSE.id())))
        .map(Artifact::fingerprint)
        .orElse(null);
  }

  private static void check(Artifact artifact) throws IOException {
    for (Manifest.DataFile file : artifact.manifest().files()) {
      Path path = artifact.file(file.path());
      if (Files.size(path) != file.bytes() || !Hashes.sha256(path).equals(file.sha256())) {
        throw new UserException(
            "the %s artifact %s is damaged: '%s' isn't as it was written"
                .formatted(artifact.stage().id(), artifact.fingerprint(), file.path()));
      }
    }
  }

  private Release write(Release wanted) throws IOException {
    List<Release> all = all();
    int number = all.isEmpty() ? 1 : all.get(0).number() + 1;
    while (true) {
      Release release =
          new Release(
              number,
              wanted.index(),
              wanted.topics(),
              wanted.model(),
              wanted.version(),
              wanted.made());
      if (workspace.create(file(number), JSON.writeValueAsBytes(release))) {
        return release;
      }
      // Another process took the number.
      number++;
    }
  }

  private void point(Pointer pointer) throws IOException {
    workspace.replace(POINTER, JSON.writeValueAsBytes(pointer));
  }

  private Optional<Pointer> pointer() throws IOException {
    Optional<byte[]> content = workspace.read(POINTER);
    return content.isEmpty()
        ? Optional.empty()
        : Optional.of(parse(content.get(), POINTER, Pointer.class));
  }

  private Release release(int number) throws IOException {
    byte[] content =
        workspace
            .read(file(number))
            .orElseThrow(
                () ->
                    new UserException(
                        "there is no release %d; 'docent releases list' shows all"
                            .formatted(number)));
    return parse(content, file(number), Release.class);
  }

  private static String file(int number) {
    return FOLDER + "/" + number + ".json";
  }

  private <T> T parse(byte[] content, String path, Class<T> type) throws IOException {
    String name = workspace.location() + "/" + path;
    try {
      T value = JSON.readValue(content, type);
      if (value != null) {
        return value;
      }
    } catch (JsonProcessingException e) {
      throw new UserException(
          "'%s' is no release of this version: %s".formatted(name, e.getOriginalMessage()), e);
    }
    throw new UserException("'%s' is no release of this version".formatted(name));
  }
}
