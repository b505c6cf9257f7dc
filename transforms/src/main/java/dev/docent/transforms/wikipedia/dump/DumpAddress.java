package dev.docent.transforms.wikipedia.dump;

import java.io.IOException;

/** Where a dump's pages are found on the web, as its head says. */
public final class DumpAddress {
  private DumpAddress() {}

  /** See {@link DumpReader#addressPrefix()}; reads the dump up to its first page. */
  public static String of(DumpSplit first) throws IOException {
    try (SplitStream stream = SplitStream.open(first)) {
      DumpReader reader = new DumpReader(stream);
      reader.next();
      return reader.addressPrefix();
    }
  }
}
