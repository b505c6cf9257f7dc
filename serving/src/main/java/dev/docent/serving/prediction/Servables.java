package dev.docent.serving.prediction;

import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.serving.prediction.proto.ModelSpec;
import dev.docent.serving.prediction.proto.ModelVersionStatus;
import dev.docent.serving.prediction.proto.ModelVersionStatus.State;
import dev.docent.serving.prediction.proto.StatusProto;
import dev.docent.serving.ranking.ScoringException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The versions of models that a server has, and the labels by which they may be asked for. A
 * version takes requests once it is loaded and warm; one that is unloaded ends what it has begun.
 */
final class Servables implements AutoCloseable {
  /** No request runs for longer. */
  private static final long DRAINING_SECONDS = 65;

  private final Batching batching;
  private final ServingMetrics metrics;
  private final Consumer<Boolean> health;

  /** Guarded by this, as all below. */
  private final Map<String, TreeMap<Long, Version>> models = new TreeMap<>();

  private final Map<String, Map<String, Long>> labels = new TreeMap<>();

  /** Loads a version. */
  @FunctionalInterface
  interface Loader {
    ServedModel load() throws IOException;
  }

  /**
   * @param health is told whether any version takes requests, at each change
   */
  Servables(Batching batching, ServingMetrics metrics, Consumer<Boolean> health) {
    this.batching = batching;
    this.metrics = metrics;
    this.health = health;
  }

  /**
   * Has a version loaded and warm. Each call is undone by one of {@link #unload}.
   *
   * @throws IOException as the loader throws it; as {@code ScoringException}'s cause where the
   *     version fails at its first requests
   */
  void load(String name, long version, Loader loader) throws IOException {
    Version one;
    synchronized (this) {
      one =
          models
              .computeIfAbsent(name, none -> new TreeMap<>())
              .computeIfAbsent(version, none -> new Version());
      while (one.state == State.LOADING || one.state == State.UNLOADING) {
        waitForChange();
      }
      if (one.state == State.AVAILABLE) {
        one.holders++;
        return;
      }
      one.state = State.LOADING;
      one.problem = null;
    }
    long start = System.nanoTime();
    LoadedModel loaded = null;
    try {
      loaded = new LoadedModel(loader.load(), batching, metrics);
      loaded.warmUp(metrics);
    } catch (IOException | ScoringException | RuntimeException | Error e) {
      if (loaded != null) {
        loaded.close();
      }
      metrics.load(name, version, false, 0);
      become(one, State.END, String.valueOf(e.getMessage()), null);
      if (e instanceof ScoringException failed) {
        throw new IOException("the model fails when it is asked: " + failed.getMessage(), failed);
      }
      throw rethrown(e);
    }
    metrics.load(name, version, true, System.nanoTime() - start);
    become(one, State.AVAILABLE, null, loaded);
  }

  private static RuntimeException rethrown(Throwable e) throws IOException {
    if (e instanceof IOException io) {
      throw io;
    }
    if (e instanceof Error error) {
      throw error;
    }
    return (RuntimeException) e;
  }

  /** Gives a version up. The last one to do so has it end its requests, and closes it. */
  void unload(String name, long version) {
    Version one;
    LoadedModel loaded;
    synchronized (this) {
      one = models.getOrDefault(name, new TreeMap<>()).get(version);
      if (one == null || one.state != State.AVAILABLE || --one.holders > 0) {
        return;
      }
      one.state = State.UNLOADING;
      drain(one);
      loaded = one.loaded;
    }
    if (loaded != null) {
      loaded.close();
    }
    become(one, State.END, null, null);
  }

  /** Has a label name a version, whether or not it is loaded. */
  synchronized void label(String name, String label, long version) {
    labels.computeIfAbsent(name, none -> new TreeMap<>()).put(label, version);
  }

  private boolean anyAvailable() {
    return models.values().stream()
        .flatMap(versions -> versions.values().stream())
        .anyMatch(version -> version.state == State.AVAILABLE);
  }

  /** The name of a model, if it is one of this server's; for metrics, which no client fills. */
  synchronized String known(String name) {
    return models.containsKey(name) ? name : "";
  }

  /**
   * Takes a version for a request: the one that is asked for by number or label, else the latest.
   *
   * @throws StatusRuntimeException NOT_FOUND, naming what there is
   */
  synchronized Lease acquire(ModelSpec asked) {
    TreeMap<Long, Version> versions = versions(asked);
    Long number = null;
    if (asked.hasVersion()) {
      number = asked.getVersion().getValue();
    } else if (asked.hasVersionLabel()) {
      number = labelled(asked);
    } else {
      for (Map.Entry<Long, Version> one : versions.entrySet()) {
        number = one.getValue().state == State.AVAILABLE ? one.getKey() : number;
      }
    }
    Version version = number == null ? null : versions.get(number);
    if (version == null || version.state != State.AVAILABLE || version.loaded == null) {
      throw notFound(
          "model '%s' has no version%s here; %s"
              .formatted(asked.getName(), number == null ? "" : " " + number, served(versions)));
    }
    version.users++;
    return new Lease(version, version.loaded);
  }

  /**
   * The state of a model's versions, or of the one asked for.
   *
   * @throws StatusRuntimeException NOT_FOUND, naming what there is
   */
  synchronized List<ModelVersionStatus> status(ModelSpec asked) {
    TreeMap<Long, Version> versions = versions(asked);
    Long only =
        asked.hasVersion()
            ? Long.valueOf(asked.getVersion().getValue())
            : asked.hasVersionLabel() ? labelled(asked) : null;
    List<ModelVersionStatus> all = new ArrayList<>();
    versions
        .descendingMap()
        .forEach(
            (number, version) -> {
              if (only == null || only.equals(number)) {
                all.add(version.status(number));
              }
            });
    if (all.isEmpty()) {
      throw notFound(
          "model '%s' has no version %d here; %s"
              .formatted(asked.getName(), only, served(versions)));
    }
    return all;
  }

  /** Closes all; no request may come any more. */
  @Override
  public void close() {
    List<LoadedModel> all = new ArrayList<>();
    synchronized (this) {
      for (TreeMap<Long, Version> versions : models.values()) {
        for (Version version : versions.values()) {
          if (version.loaded != null) {
            all.add(version.loaded);
            version.loaded = null;
            version.state = State.END;
          }
        }
      }
      notifyAll();
    }
    all.forEach(LoadedModel::close);
  }

  private TreeMap<Long, Version> versions(ModelSpec asked) {
    TreeMap<Long, Version> versions = models.get(asked.getName());
    if (versions == null) {
      throw notFound(
          "model '%s' is not served here; %s"
              .formatted(
                  asked.getName(),
                  models.isEmpty()
                      ? "none is"
                      : "'" + String.join("', '", models.keySet()) + "' is"));
    }
    return versions;
  }

  private long labelled(ModelSpec asked) {
    Map<String, Long> known = labels.getOrDefault(asked.getName(), Map.of());
    Long version = known.get(asked.getVersionLabel());
    if (version == null) {
      throw notFound(
          "model '%s' has no version labelled '%s' here; the labels are %s"
              .formatted(asked.getName(), asked.getVersionLabel(), known.keySet()));
    }
    return version;
  }

  private static String served(TreeMap<Long, Version> versions) {
    List<String> available = new ArrayList<>();
    versions.forEach(
        (number, version) -> {
          if (version.state == State.AVAILABLE) {
            available.add(number.toString());
          }
        });
    return available.isEmpty()
        ? "none is served now"
        : "version %s is served".formatted(String.join(", ", available));
  }

  private static StatusRuntimeException notFound(String message) {
    return Status.NOT_FOUND.withDescription(message).asRuntimeException();
  }

  private synchronized void become(
      Version version, State state, @Nullable String problem, @Nullable LoadedModel loaded) {
    version.state = state;
    version.problem = problem;
    version.loaded = loaded;
    version.holders = loaded == null ? 0 : 1;
    health.accept(anyAvailable());
    notifyAll();
  }

  /** Waits for a version's last request, interrupted or not: what is unloading must end so. */
  private void drain(Version one) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DRAINING_SECONDS);
    boolean interrupted = false;
    while (one.users > 0 && System.nanoTime() < end) {
      try {
        wait(TimeUnit.SECONDS.toMillis(1));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void waitForChange() {
    try {
      wait(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a version of a model changed", e);
    }
  }

  private synchronized void release(Version version) {
    version.users--;
    notifyAll();
  }

  private static final class Version {
    State state = State.START;
    @Nullable String problem;
    @Nullable LoadedModel loaded;
    int holders;
    int users;

    ModelVersionStatus status(long number) {
      StatusProto.Builder status = StatusProto.newBuilder();
      if (problem != null) {
        // What went wrong names files; that is for the server's log.
        status
            .setErrorCode(Status.Code.UNKNOWN.value())
            .setErrorMessage("the version could not be loaded");
      }
      return ModelVersionStatus.newBuilder()
          .setVersion(number)
          .setState(state)
          .setStatus(status)
          .build();
    }
  }

  /** The use of a version by one request. */
  final class Lease implements AutoCloseable {
    private final Version version;
    private final LoadedModel loaded;

    private Lease(Version version, LoadedModel loaded) {
      this.version = version;
      this.loaded = loaded;
    }

    ServedModel model() {
      return loaded.model;
    }

    BatchScheduler<Pair, Float> pairs() {
      return loaded.pairs;
    }

    BatchScheduler<int[], float[]> texts() {
      return loaded.texts;
    }

    @Override
    public void close() {
      release(version);
    }
  }
}
