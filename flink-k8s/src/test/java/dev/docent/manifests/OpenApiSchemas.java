package dev.docent.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The OpenAPI and CRD schemas of all kinds but Flink's. A kind without a schema is a flaw. */
final class OpenApiSchemas implements Check {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Loading the schemas takes longer than using them: one process answers all. */
  private static @Nullable Process validator;

  @Override
  public List<String> flaws(List<Manifest> all) throws IOException, InterruptedException {
    List<Manifest> known = all.stream().filter(one -> !one.is("FlinkDeployment")).toList();
    String input = JSON.writeValueAsString(known.stream().map(Manifest::body).toList());
    JsonNode answers = JSON.readTree(ask(input));
    List<String> flaws = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      if (!answers.path(i).isArray()) {
        throw new IOException("no answer for " + known.get(i).id());
      }
      for (JsonNode answer : answers.path(i)) {
        flaws.add(known.get(i).id() + ": " + answer.asText());
      }
    }
    return flaws;
  }

  private static synchronized String ask(String line) throws IOException, InterruptedException {
    if (validator == null) {
      Process started =
          new ProcessBuilder(NodePackages.command("validate.mjs"))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroy));
      validator = started;
    }
    BufferedWriter in = validator.outputWriter();
    in.write(line);
    in.newLine();
    in.flush();
    BufferedReader out = validator.inputReader();
    String answer = out.readLine();
    if (answer == null) {
      throw new IOException("the validator ended with exit code " + validator.waitFor());
    }
    return answer;
  }
}
