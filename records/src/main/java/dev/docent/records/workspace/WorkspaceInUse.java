package dev.docent.records.workspace;

import dev.docent.records.UserException;

/** Another process works on the workspace. */
public final class WorkspaceInUse extends UserException {
  private static final long serialVersionUID = 1L;

  WorkspaceInUse(String location, String holder, String advice) {
    super("the workspace %s is in use by %s%s".formatted(location, holder, advice));
  }
}
