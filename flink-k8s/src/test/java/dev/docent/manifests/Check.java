package dev.docent.manifests;

import java.io.IOException;
import java.util.List;

/** Something that must hold of a rendered set of objects. */
@FunctionalInterface
interface Check {
  /** What is wrong, each naming its object; empty if nothing is. */
  List<String> flaws(List<Manifest> all) throws IOException, InterruptedException;
}
