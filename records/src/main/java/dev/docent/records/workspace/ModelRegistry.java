package dev.docent.records.workspace;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The published versions of one model and their labels, in a folder or an object store. Several
 * processes may use one at once: a label moves from what its mover has seen, or not at all.
 */
public interface ModelRegistry {
  /** The versions and labels as they are now. */
  ModelVersions read() throws IOException;

  /**
   * Moves a label.
   *
   * @param to null to take the label away
   * @param seen where the mover believes the label to be
   * @throws dev.docent.records.UserException if another one moved it meanwhile, or removed the
   *     version; the label is then where the other one left it
   */
  void move(String label, @Nullable ModelPointer to, ModelVersions seen) throws IOException;

  /**
   * A version's folder with all its files on this machine, each compared with its checksum.
   *
   * @throws dev.docent.records.UserException if there is no such version, or a file is damaged
   */
  Path fetch(long version) throws IOException;

  /**
   * Copies a version's files into a folder, each compared with its checksum; files that are there
   * whole stay.
   *
   * @throws dev.docent.records.UserException if there is no such version, or a file is damaged
   */
  void copy(long version, Path target) throws IOException;

  /**
   * Takes a version's files away; its record stays.
   *
   * @return false where a label needs it: then it is let be
   */
  boolean remove(long version) throws IOException;
}
