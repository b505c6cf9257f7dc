package dev.docent.manifests;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Runs programs and keeps what they say. */
final class Commands {
  private Commands() {}

  /** Standard output and error apart. */
  record Result(int exit, String output, String errors) {
    /**
     * The output of a program that must succeed.
     *
     * @throws IOException with its errors if it did not
     */
    String orThrow() throws IOException {
      if (exit != 0) {
        throw new IOException("exit code %d: %s%s".formatted(exit, errors, output));
      }
      return output;
    }
  }

  static Result run(Path folder, String input, String... command)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
    CompletableFuture<String> errors =
        CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
    CompletableFuture<String> output =
        CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    return new Result(process.waitFor(), output.join(), errors.join());
  }

  private static String text(java.io.InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
