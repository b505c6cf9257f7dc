package dev.docent.manifests;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All checks of one rendered set. */
final class Checks {
  private Checks() {}

  /**
   * @param all the rendered objects
   * @param standing what is there before them
   */
  static List<String> flaws(List<Manifest> all, List<Manifest> standing)
      throws IOException, InterruptedException {
    List<String> flaws = new ArrayList<>();
    for (Check check :
        List.of(
            new FabricModel(),
            new OfficialModel(),
            new OperatorSchema(),
            new OpenApiSchemas(),
            new PodRules(),
            new ReferenceRules(standing),
            new ClusterRules(),
            VersionRules.ofProject())) {
      for (String flaw : check.flaws(all)) {
        flaws.add(check.getClass().getSimpleName() + ": " + flaw);
      }
    }
    return flaws;
  }
}
