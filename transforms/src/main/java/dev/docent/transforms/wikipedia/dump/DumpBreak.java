package dev.docent.transforms.wikipedia.dump;

/**
 * Where a dump ends before its end.
 *
 * @param what for a person, such as {@code the file ends inside a page}
 * @param fileOffset bytes of the file that were taken in until then; a compressed file is taken in
 *     ahead, by less than a megabyte
 * @param xmlOffset bytes of XML before the break, counted from the start of the split
 * @param lastWholePage title of the last page that was read whole; empty where there is none
 * @param insidePage whether a page was lost
 * @param beyondSplit whether it lies in a later split, whose reader tells it too: here it only cost
 *     a page that begins before it
 */
public record DumpBreak(
    String what,
    long fileOffset,
    long xmlOffset,
    String lastWholePage,
    boolean insidePage,
    boolean beyondSplit) {

  /** One sentence without the file's name. */
  public String describe() {
    return "%s near byte %,d of the file (byte %,d of its XML%s); %s"
        .formatted(
            what,
            fileOffset,
            xmlOffset,
            insidePage ? ", inside a page that is lost" : "",
            lastWholePage.isEmpty()
                ? "no whole page came before it"
                : "the last whole page is '" + lastWholePage + "'");
  }
}
