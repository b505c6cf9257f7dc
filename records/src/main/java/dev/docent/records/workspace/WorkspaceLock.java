package dev.docent.records.workspace;

import java.io.IOException;

/**
 * Lets one run or pruning at a time work on a workspace. Artifacts are safe without it; it keeps
 * two runs from doing the same work twice, and pruning from taking what a run is about to use.
 */
public interface WorkspaceLock extends AutoCloseable {
  /**
   * Makes sure that this process still holds it.
   *
   * @throws WorkspaceInUse if another one took it over, since this one gave no sign for too long
   */
  void check();

  @Override
  void close() throws IOException;
}
