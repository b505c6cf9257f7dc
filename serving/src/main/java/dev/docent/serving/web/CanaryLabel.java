package dev.docent.serving.web;

import dev.docent.records.config.ServeConfig;
import dev.docent.records.workspace.Workspace;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells which version of the model is to be tried beside the stable one. A label that can't be read
 * is warned of and changes nothing: it must neither stop a server nor keep it from its releases.
 */
final class CanaryLabel {
  /** A label that names no version, for a server that tries none. */
  static final CanaryLabel NONE = new CanaryLabel(Optional::empty);

  private final Source source;
  private Optional<Long> known = Optional.empty();
  private @Nullable String told;

  /** What the label is read from; empty where it names no version. */
  interface Source {
    Optional<Long> read() throws IOException;
  }

  CanaryLabel(Source source) {
    this.source = source;
  }

  /** The label of the settings' model; it names none where the settings want none. */
  static CanaryLabel of(Workspace workspace, ServeConfig settings) {
    return settings.canary()
        ? new CanaryLabel(() -> Canary.version(workspace, settings.modelName()))
        : NONE;
  }

  /** The version that it names; the last one that it was seen to name where it can't be read. */
  synchronized Optional<Long> version() {
    try {
      known = source.read();
      told = null;
    } catch (IOException | RuntimeException e) {
      String problem = String.valueOf(e.getMessage());
      // It is read every few seconds.
      if (!problem.equals(told)) {
        told = problem;
        System.err.printf(
            "warning: the canary's label can't be read, so that %s: %s%n",
            known.map(one -> "version " + one + " is still tried").orElse("none is tried"),
            problem);
      }
    }
    return known;
  }
}
