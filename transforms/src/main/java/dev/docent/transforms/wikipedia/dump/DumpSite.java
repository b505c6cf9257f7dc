package dev.docent.transforms.wikipedia.dump;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The wiki that a dump is of, as the dump's head says.
 *
 * @param addressPrefix see {@link DumpReader#addressPrefix()}
 * @param namespaces the wiki's own names of its namespaces by their keys; empty where the head
 *     names none, or can't be used
 * @param defect why the names can't be used, for a person; null where there is nothing to tell
 */
public record DumpSite(
    String addressPrefix, Map<Integer, String> namespaces, @Nullable String defect) {
  public DumpSite {
    namespaces = Map.copyOf(namespaces);
  }

  /** Reads a dump's first split up to the first page. */
  public static DumpSite of(DumpSplit first) throws IOException {
    try (SplitStream stream = SplitStream.open(first)) {
      DumpReader reader = new DumpReader(stream);
      reader.next();
      SiteNamespaces namespaces = reader.namespaces();
      return new DumpSite(reader.addressPrefix(), namespaces.names(), namespaces.defect());
    }
  }
}
