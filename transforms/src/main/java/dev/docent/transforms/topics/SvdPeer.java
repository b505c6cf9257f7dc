package dev.docent.transforms.topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** scikit-learn and ARPACK on a matrix of ours, by a Python script. */
final class SvdPeer {
  private static final int CORES = 2;

  private final String python;
  private final Path folder;

  private SvdPeer(String python, Path folder) {
    this.python = python;
    this.folder = folder;
  }

  /** A Python that has the packages, empty where none is there. */
  static Optional<SvdPeer> find(Path folder) throws IOException, InterruptedException {
    for (String python : List.of("python3", "/usr/bin/python3")) {
      try {
        Process process =
            new ProcessBuilder(python, "-c", "import numpy, scipy, sklearn")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0) {
          return Optional.of(new SvdPeer(python, folder));
        }
      } catch (IOException e) {
        // No such program; the next may be there.
      }
    }
    return Optional.empty();
  }

  /**
   * What the script prints, with the vectors that scikit-learn found.
   *
   * @param runs of scikit-learn; the times are medians
   */
  record Answer(JsonNode figures, SingularVectors vectors) {
    double number(String name) {
      return figures.get(name).asDouble();
    }

    double[] numbers(String name) {
      double[] values = new double[figures.get(name).size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = figures.get(name).get(i).asDouble();
      }
      return values;
    }
  }

  Answer ask(LocalSvd.Rows rows, SingularVectors ours, int runs, boolean arpack)
      throws IOException, InterruptedException {
    Path script = folder.resolve("lsa-peer.py");
    try (InputStream source = SvdPeer.class.getResourceAsStream("lsa-peer.py")) {
      if (source == null) {
        throw new IOException("lsa-peer.py is missing beside SvdPeer.class");
      }
      Files.write(script, source.readAllBytes());
    }
    Path matrix = folder.resolve("matrix.bin");
    MatrixFile.export(rows, ours.terms(), matrix);
    Path vectors = Files.write(folder.resolve("our.vectors"), MatrixFile.bytes(ours.vectors()));
    List<String> command = new ArrayList<>(List.of(python, script.toString(), matrix.toString()));
    command.addAll(List.of(vectors.toString(), "" + ours.topics(), "" + runs, folder.toString()));
    if (arpack) {
      command.add("arpack");
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    for (String library : List.of("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")) {
      builder.environment().put(library, "" + CORES);
    }
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException("%s ended with %d".formatted(command, process.exitValue()));
    }
    JsonNode figures = new ObjectMapper().readTree(output);
    float[] found = MatrixFile.floats(Files.readAllBytes(folder.resolve("sklearn.vectors")));
    Answer answer = new Answer(figures, ours);
    double[] values = answer.numbers("sklearnValues");
    return new Answer(
        figures, SingularVectors.unchanged(ours.terms(), found, values, ours.energy()));
  }
}
