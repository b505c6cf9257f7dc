package dev.docent.pipelines.launch;

import dev.docent.records.stage.StageExecutor;

/** Where a stage runs. Once it has returned, the plan's artifact is in the workspace. */
public interface StageLauncher {
  /**
   * Runs a stage and waits for its end.
   *
   * @param force make it again even where it is complete
   * @param alone whether no other stage runs beside it, so that it may have the terminal to itself
   * @throws dev.docent.records.UserException if it failed; it has told why on standard error
   */
  void run(StageExecutor.Plan plan, boolean force, boolean alone) throws Exception;
}
