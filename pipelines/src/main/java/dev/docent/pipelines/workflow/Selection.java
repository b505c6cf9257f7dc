package dev.docent.pipelines.workflow;

import dev.docent.records.config.ConfigException;
import dev.docent.records.stage.Stage;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which stages of the flow to run. The others are left alone; their artifacts in use are inputs.
 *
 * @param stages to run
 * @param forced those of them to make again even where they are complete
 */
record Selection(Set<Stage> stages, Set<Stage> forced) {
  Selection {
    stages = Set.copyOf(stages);
    forced = Set.copyOf(forced);
  }

  /** The whole flow. */
  static Selection all() {
    return new Selection(EnumSet.allOf(Stage.class), Set.of());
  }

  /**
   * A stretch of the flow, in its order.
   *
   * @throws ConfigException if the stretch is empty, or a forced stage is not in it
   */
  static Selection of(Stage from, Stage to, Set<Stage> forced) {
    if (from.compareTo(to) > 0) {
      throw ConfigException.of(
          "--from %s comes after --to %s; the order is %s".formatted(from.id(), to.id(), order()));
    }
    Set<Stage> stages = EnumSet.range(from, to);
    for (Stage stage : forced) {
      if (!stages.contains(stage)) {
        throw ConfigException.of(
            "--force names '%s', which is not among the stages to run: %s"
                .formatted(stage.id(), String.join(", ", stages.stream().map(Stage::id).toList())));
      }
    }
    return new Selection(stages, forced);
  }

  boolean runs(Stage stage) {
    return stages.contains(stage);
  }

  boolean forces(Stage stage) {
    return forced.contains(stage);
  }

  private static String order() {
    return String.join(" ", EnumSet.allOf(Stage.class).stream().map(Stage::id).toList());
  }
}
