package dev.docent.serving.validation;

import dev.docent.models.savedmodel.SavedModel;
import dev.docent.records.UserException;
import dev.docent.records.workspace.AtomicFiles;
import dev.docent.serving.prediction.PredictionServer;
import dev.docent.serving.prediction.ServedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process of its own that serves one version folder on this machine's loopback until its standard
 * input ends, as it does when the process that started it is gone.
 */
final class VersionServer {
  /** What the version is called while it is tried. */
  static final String NAME = "check";

  static final long VERSION = 1;

  private VersionServer() {}

  /** Takes the version folder, and the file in which to tell the port. */
  public static void main(String[] arguments) throws IOException {
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    try (SavedModel model = SavedModel.load(Path.of(arguments[0]));
        PredictionServer server =
            PredictionServer.start(
                new ServedModel(
                    NAME,
                    VERSION,
                    model.sequenceLength(),
                    model.vocabulary().size(),
                    model::score,
                    model.embeds() ? model::embed : null),
                "127.0.0.1",
                0)) {
      AtomicFiles.replace(
          Path.of(arguments[1]),
          Integer.toString(server.port()).getBytes(StandardCharsets.US_ASCII));
      while (System.in.read() >= 0) {
        // Nothing is said on it; its end is what is waited for.
      }
    } catch (UserException e) {
      System.err.println("docent: " + e.getMessage());
      System.exit(1);
    }
    // Threads of libraries must not keep the process.
    System.exit(0);
  }
}
