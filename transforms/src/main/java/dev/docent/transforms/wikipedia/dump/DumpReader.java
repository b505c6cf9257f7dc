package dev.docent.transforms.wikipedia.dump;

import dev.docent.records.UserException;
import dev.docent.transforms.wikipedia.bzip2.DamageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pages of a MediaWiki XML export (versions 0.3 to 0.11,
 * https://www.mediawiki.org/wiki/Help:Export), one at a time. Memory is bounded by the largest text
 * kept.
 *
 * <p>A reader of a split begins at the first page that starts in it and ends with the last one that
 * does, wherever that one ends.
 */
public final class DumpReader {
  /** Longer texts aren't kept. Wikipedia itself refuses more than 2 MiB. */
  public static final int MAX_TEXT_BYTES = 8 << 20;

  private static final int MAX_FIELD_BYTES = 4096;
  private static final String PAGE = "<page>";

  private final SplitStream stream;
  private final XmlTokens tokens;
  private final int maxTextBytes;
  private final boolean fragment;

  private boolean started;
  private boolean rootSeen;
  private boolean rootClosed;
  private boolean pageSeen;
  private boolean insidePage;
  private String lastWholePage = "";
  private String base = "";
  private final SiteNamespaces namespaces = new SiteNamespaces();
  private final List<DumpBreak> breaks = new ArrayList<>();
  private boolean done;

  private long id = -1;
  private String title = "";
  private int namespace;
  private boolean redirect;
  private String text = "";
  private long textBytes;
  private boolean insideRevision;

  public DumpReader(SplitStream stream) {
    this(stream, MAX_TEXT_BYTES);
  }

  DumpReader(SplitStream stream, int maxTextBytes) {
    this.stream = stream;
    this.tokens = new XmlTokens(stream);
    this.maxTextBytes = maxTextBytes;
    this.fragment = !stream.isFirst();
  }

  /**
   * The next page.
   *
   * @return null at the end, whether it is the dump's own or a cut; see {@link #breaks()}
   * @throws UserException if this isn't a MediaWiki export, or has a document type
   * @throws IOException if the file can't be read
   */
  public @Nullable DumpPage next() throws IOException {
    if (!started) {
      started = true;
      rootSeen = fragment;
      if (fragment && !skipToPage()) {
        return end();
      }
    }
    if (done) {
      return null;
    }
    while (true) {
      switch (tokens.next(0)) {
        case EOF -> {
          return end();
        }
        case DAMAGE -> {
          passDamage();
          if (!skipToPage()) {
            return end();
          }
        }
        case START -> {
          if (tokens.name().equals("page")) {
            if (insidePage) {
              DumpPage page = malformed("the next page starts before this one ends");
              startOwnPage();
              return page;
            }
            startOwnPage();
            if (done) {
              return null;
            }
          } else if (insidePage) {
            DumpPage faulty = readElement(tokens.name());
            if (faulty != null) {
              return faulty;
            }
          } else {
            checkRoot(tokens.name());
            if (!readHead(tokens.name()) && opensPage()) {
              startOwnPage();
              if (done) {
                return null;
              }
            }
          }
        }
        case EMPTY -> {
          if (insidePage && tokens.name().equals("redirect")) {
            redirect = true;
          } else if (!insidePage && tokens.name().equals("namespace")) {
            namespaces.add(tokens.attribute("key"), "");
          }
        }
        case END -> {
          String name = tokens.name();
          if (name.equals("page") && insidePage) {
            return finishPage();
          } else if (name.equals("revision")) {
            insideRevision = false;
          } else if (name.equals("namespaces") && !insidePage) {
            namespaces.end();
          } else if (name.equals("mediawiki")) {
            rootClosed = true;
          }
        }
      }
    }
  }

  /**
   * What stands before an entry's title in its address, such as {@code
   * https://en.wikipedia.org/wiki/}; known when the first page has been read. English Wikipedia's
   * where the dump doesn't say.
   */
  public String addressPrefix() {
    int slash = base.lastIndexOf('/');
    boolean usable = base.startsWith("https://") || base.startsWith("http://");
    return usable && slash > 8 ? base.substring(0, slash + 1) : "https://en.wikipedia.org/wiki/";
  }

  /** The wiki's namespaces, of which all is known when the first page has been read. */
  SiteNamespaces namespaces() {
    return namespaces;
  }

  /** Where the dump is damaged or breaks off; all known when {@link #next} has returned null. */
  public List<DumpBreak> breaks() {
    return List.copyOf(breaks);
  }

  /** Goes to the next page of this split; false where none follows. */
  private boolean skipToPage() throws IOException {
    while (!tokens.skipPast(PAGE)) {
      if (!passDamage()) {
        return false;
      }
    }
    if (tokens.offset() - PAGE.length() >= stream.limit()) {
      done = true;
      return false;
    }
    startPage();
    return true;
  }

  /**
   * Notes what is damaged here. What lies beyond the split is noted by the next one's reader, but
   * for a page that begins here and is lost by it.
   */
  private boolean passDamage() {
    DamageException damage = tokens.takeDamage();
    if (damage == null) {
      return false;
    }
    rootSeen = true;
    if (!damage.isBeyondStop() || insidePage) {
      breaks.add(
          new DumpBreak(
              "the data can't be decoded (" + damage.getMessage() + ")",
              damage.fileOffset(),
              tokens.offset(),
              lastWholePage,
              insidePage,
              damage.isBeyondStop()));
    }
    insidePage = false;
    return true;
  }

  /** Starts a page, unless it belongs to the next split. */
  private void startOwnPage() {
    if (tokens.tagOffset() >= stream.limit()) {
      done = true;
    } else {
      startPage();
    }
  }

  private void checkRoot(String name) {
    if (!rootSeen) {
      if (!name.equals("mediawiki")) {
        throw new UserException(
            "the dump's first element is <%s>; a MediaWiki XML export begins with <mediawiki>"
                .formatted(name.length() > 40 ? name.substring(0, 40) + "..." : name));
      }
      rootSeen = true;
    }
  }

  /** Reads an element of the dump's head; false where another tag stands in it. */
  private boolean readHead(String name) throws IOException {
    switch (name) {
      case "base" -> {
        if (!readText(name, MAX_FIELD_BYTES)) {
          return false;
        }
        base = tokens.text().strip();
      }
      case "namespaces" -> namespaces.begin();
      case "namespace" -> {
        String key = tokens.attribute("key");
        if (!readText(name, MAX_FIELD_BYTES)) {
          namespaces.addFault("<namespace> is followed by <%s>".formatted(clip(tokens.name())));
          return false;
        }
        namespaces.add(key, tokens.textBytes() > MAX_FIELD_BYTES ? "" : tokens.text());
      }
      default -> {
        // The wiki's name, its software and the like aren't needed.
      }
    }
    return true;
  }

  private boolean opensPage() {
    return !tokens.ended()
        && !tokens.isDamaged()
        && !tokens.isEnd()
        && tokens.name().equals("page");
  }

  private void startPage() {
    insidePage = true;
    pageSeen = true;
    insideRevision = false;
    id = -1;
    title = "";
    namespace = 0;
    redirect = false;
    text = "";
    textBytes = 0;
  }

  /** Reads a child or grandchild of a page; a page that is broken comes back at once. */
  private @Nullable DumpPage readElement(String name) throws IOException {
    switch (name) {
      case "revision" -> insideRevision = true;
      case "redirect" -> redirect = true;
      case "title" -> {
        if (!readText(name, MAX_FIELD_BYTES)) {
          return lostOrEnd(name);
        }
        title = tokens.text();
      }
      case "ns", "id" -> {
        if (insideRevision) {
          return null;
        }
        if (!readText(name, MAX_FIELD_BYTES)) {
          return lostOrEnd(name);
        }
        if (!setNumber(name, tokens.text().strip())) {
          return malformed("<%s> is '%s', not a number".formatted(name, clip(tokens.text())));
        }
      }
      case "text" -> {
        if (!readText(name, maxTextBytes)) {
          return lostOrEnd(name);
        }
        textBytes = tokens.textBytes();
        text = textBytes > maxTextBytes ? "" : tokens.text();
      }
      default -> {
        // Sizes, contributors and the like aren't needed.
      }
    }
    return null;
  }

  /** Reads the text of a leaf up to its end tag. */
  private boolean readText(String name, int keep) throws IOException {
    return tokens.next(keep) == XmlTokens.Kind.END && tokens.name().equals(name);
  }

  private @Nullable DumpPage lostOrEnd(String name) throws IOException {
    if (tokens.ended() || tokens.isDamaged()) {
      return null;
    }
    boolean nextPage = opensPage();
    DumpPage page = malformed("<%s> is followed by <%s>".formatted(name, clip(tokens.name())));
    if (nextPage) {
      startOwnPage();
    }
    return page;
  }

  private boolean setNumber(String name, String value) {
    try {
      if (name.equals("id")) {
        id = Long.parseLong(value);
      } else {
        namespace = Integer.parseInt(value);
      }
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private DumpPage finishPage() {
    insidePage = false;
    if (title.isBlank() || id < 0) {
      return malformed("it has no " + (title.isBlank() ? "<title>" : "<id>"));
    }
    lastWholePage = title;
    if (textBytes > maxTextBytes) {
      return new DumpPage(
          id,
          title,
          namespace,
          redirect,
          "",
          new DumpPage.Fault(
              "page-too-large",
              "%,d bytes of wikitext; at most %,d are read".formatted(textBytes, maxTextBytes)));
    }
    return new DumpPage(id, title, namespace, redirect || isRedirect(text), text, null);
  }

  /** Exports before version 0.4 mark a redirect only in the text. */
  private static boolean isRedirect(String text) {
    return text.length() > 9
        && text.charAt(0) == '#'
        && text.substring(1, 9).toLowerCase(Locale.ROOT).equals("redirect");
  }

  private DumpPage malformed(String detail) {
    insidePage = false;
    return new DumpPage(
        id,
        title,
        namespace,
        redirect,
        "",
        new DumpPage.Fault(
            "malformed-page", "%s (byte %,d of the XML)".formatted(detail, tokens.tagOffset())));
  }

  private @Nullable DumpPage end() {
    String failure = tokens.failure();
    if (done) {
      return null;
    }
    done = true;
    if (failure != null) {
      breaks.add(breakHere("the data can't be decoded (" + failure + ")"));
    } else if (insidePage || tokens.endedInsideMarkup()) {
      breaks.add(breakHere("the file ends too early"));
    } else if (!rootSeen) {
      throw new UserException(
          "the dump has no XML element; a MediaWiki XML export begins with <mediawiki>");
    } else if (!rootClosed
        && breaks.isEmpty()
        && (pageSeen || !fragment)
        && stream.isAtEndOfFile()) {
      breaks.add(breakHere("the file ends without </mediawiki>"));
    }
    return null;
  }

  private DumpBreak breakHere(String what) {
    return new DumpBreak(
        what, stream.fileOffset(), tokens.offset(), lastWholePage, insidePage, false);
  }

  private static String clip(String value) {
    return value.length() > 40 ? value.substring(0, 40) + "..." : value;
  }
}
