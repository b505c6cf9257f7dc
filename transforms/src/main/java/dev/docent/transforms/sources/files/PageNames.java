package dev.docent.transforms.sources.files;

import java.io.Serializable;

/** Tells which files are pages, by their path below the folder, with '/' between its parts. */
public interface PageNames extends Serializable {
  boolean matches(String path);
}
