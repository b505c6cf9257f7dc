package dev.docent.images;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The images, what each holds, and what it stands on. */
public enum ImageKind {
  /** The driver: it runs the stages of every class path. */
  PIPELINES(List.of("pipelines", "models", "serving"), Base.JAVA),
  /** The trainer, without a GPU. */
  MODELS(List.of("models"), Base.JAVA),
  /** The trainer, with TensorFlow for CUDA. */
  MODELS_GPU(List.of("models"), Base.CUDA),
  /** Search, prediction, and the sidecar that brings models. */
  SERVING(List.of("serving", "models"), Base.JAVA);

  /** An image of others. */
  enum Base {
    /** A Java runtime on Ubuntu. */
    JAVA("eclipse-temurin:17-jre-jammy"),
    /** What TensorFlow 2.18 is built for: CUDA 12.5, cuDNN 9. It has no Java. */
    CUDA("nvidia/cuda:12.5.1-cudnn-runtime-ubuntu22.04");

    private final String reference;

    Base(String reference) {
      this.reference = reference;
    }

    String reference() {
      return reference;
    }
  }

  private final List<String> modules;
  private final Base base;

  ImageKind(List<String> modules, Base base) {
    this.modules = modules;
    this.base = base;
  }

  /** The Maven modules whose commands it can run; the first gives it its heap. */
  List<String> modules() {
    return modules;
  }

  Base base() {
    return base;
  }

  /** Whether TensorFlow's libraries for a GPU take the place of those for a CPU. */
  boolean gpu() {
    return base == Base.CUDA;
  }

  /** The name in a repository, such as {@code models-gpu}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The image of a name.
   *
   * @throws IllegalArgumentException naming the valid ones if there is none
   */
  public static ImageKind byId(String id) {
    return Arrays.stream(values())
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no image '%s'; the images are %s"
                        .formatted(
                            id,
                            Arrays.stream(values())
                                .map(ImageKind::id)
                                .collect(Collectors.joining(", ")))));
  }
}
