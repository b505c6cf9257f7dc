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
    List<String> flaws = new ArrayList<>(ofForm(all));
    flaws.addAll(ofSense(all, standing));
    return flaws;
  }

  /** Flaws of single objects, by models and schemas. */
  static List<String> ofForm(List<Manifest> all) throws IOException, InterruptedException {
    return of(
        all, new FabricModel(), new OfficialModel(), new OperatorSchema(), new OpenApiSchemas());
  }

  /** Flaws of the whole, by our own rules. */
  static List<String> ofSense(List<Manifest> all, List<Manifest> standing)
      throws IOException, InterruptedException {
    return of(
        all,
        new PodRules(),
        new ReferenceRules(standing),
        new ClusterRules(),
        new AddressRules(),
        new MonitoringRules(Sources.ROOT),
        VersionRules.ofProject());
  }

  private static List<String> of(List<Manifest> all, Check... checks)
      throws IOException, InterruptedException {
    List<String> flaws = new ArrayList<>();
    for (Check check : checks) {
      for (String flaw : check.flaws(all)) {
        flaws.add(check.getClass().getSimpleName() + ": " + flaw);
      }
    }
    return flaws;
  }
}
