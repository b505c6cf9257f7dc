package dev.docent.manifests;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A script of {@code src/test/resources/js} that answers each line by a line. Loading what it needs
 * takes longer than an answer: one process of it answers all tests.
 */
final class NodeScript {
  private static final Map<String, NodeScript> RUNNING = new ConcurrentHashMap<>();

  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;

  private NodeScript(Process process) {
    this.process = process;
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  static synchronized String ask(String script, String line)
      throws IOException, InterruptedException {
    NodeScript running = RUNNING.get(script);
    if (running == null) {
      Process started =
          new ProcessBuilder(NodePackages.command(script))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroy));
      running = new NodeScript(started);
      RUNNING.put(script, running);
    }
    return running.answer(line);
  }

  private String answer(String line) throws IOException, InterruptedException {
    in.write(line);
    in.newLine();
    in.flush();
    String answer = out.readLine();
    if (answer == null) {
      throw new IOException("the script ended with exit code " + process.waitFor());
    }
    return answer;
  }
}
