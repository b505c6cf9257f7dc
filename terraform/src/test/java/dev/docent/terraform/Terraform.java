package dev.docent.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docent.terraform.standin.StandInProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;

/** The real terraform, attached to stand-ins for its providers. */
final class Terraform implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<StandInProvider> providers;
  private final Map<String, String> environment;

  private Terraform(List<StandInProvider> providers, Map<String, String> environment) {
    this.providers = providers;
    this.environment = environment;
  }

  /**
   * Starts the stand-ins.
   *
   * @param folders whose resource types they must know
   */
  static Terraform start(List<Path> folders) throws IOException, InterruptedException {
    List<StandInProvider> providers = new ArrayList<>();
    for (Bindings bindings : Bindings.ALL) {
      providers.add(bindings.start(folders));
    }
    String attached =
        IntStream.range(0, providers.size())
            .mapToObj(
                i ->
                    "\"%s\":%s"
                        .formatted(Bindings.ALL.get(i).source(), providers.get(i).attachment()))
            .collect(Collectors.joining(",", "{", "}"));
    return new Terraform(
        providers,
        Map.of(
            "TF_REATTACH_PROVIDERS", attached,
            "TF_IN_AUTOMATION", "true",
            "TF_INPUT", "false",
            "CHECKPOINT_DISABLE", "true",
            // No settings of the person who runs this.
            "TF_CLI_CONFIG_FILE", "/dev/null",
            "AWS_EC2_METADATA_DISABLED", "true"));
  }

  /** Tests that need the program skip, saying so, where it isn't installed. */
  static void assumeInstalled() throws InterruptedException {
    boolean installed;
    try {
      installed = Commands.run(Sources.HOME, Map.of(), "terraform", "version").exit() == 0;
    } catch (IOException e) {
      installed = false;
    }
    Assumptions.assumeTrue(installed, "terraform isn't installed: nothing was verified with it");
  }

  Commands.Result run(Path folder, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("terraform"));
    command.addAll(List.of(arguments));
    return Commands.run(folder, environment, command.toArray(String[]::new));
  }

  /** Whether the folder's configuration is valid; what is wrong otherwise stands in the output. */
  Commands.Result validate(Path folder) throws IOException, InterruptedException {
    Commands.Result init = run(folder, "init", "-backend=false", "-no-color");
    return init.exit() != 0 ? init : run(folder, "validate", "-no-color");
  }

  /** What would be created, with the example's values, as {@code terraform show -json} tells it. */
  JsonNode plan(Path folder) throws IOException, InterruptedException {
    // The state stays in the folder: the bucket of the real backend isn't there.
    Files.writeString(
        folder.resolve("local_override.tf"), "terraform {\n  backend \"local\" {}\n}\n");
    must(run(folder, "init", "-reconfigure", "-no-color"));
    Commands.Result planned =
        run(
            folder,
            "plan",
            "-no-color",
            "-lock=false",
            "-var-file=terraform.tfvars.example",
            "-out=plan.bin");
    must(planned);
    Commands.Result shown = run(folder, "show", "-json", "plan.bin");
    must(shown);
    return JSON.readTree(shown.output());
  }

  private static void must(Commands.Result result) throws IOException {
    if (result.exit() != 0) {
      String output = result.output();
      int error = output.indexOf("\nError: ");
      throw new IOException("terraform failed:\n" + output.substring(Math.max(0, error)));
    }
  }

  @Override
  public void close() {
    providers.forEach(StandInProvider::close);
  }
}
