package dev.docent.serving.web;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is searched now. Another may take its place at any moment: requests that began with the one
 * before end with it, and then it is closed.
 */
final class LiveSearch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveSearch.class);

  private final AtomicReference<Held> current;

  /** A search with all that it needs. */
  interface Opened extends AutoCloseable {
    SiteSearch search();

    /** A version of the model that is tried beside it; empty where there is none. */
    default Optional<Canary> canary() {
      return Optional.empty();
    }

    /** Whether a version was to be tried beside it that couldn't be asked when it was opened. */
    default boolean lacksCanary() {
      return false;
    }

    /** Is told when it begins to be what is searched. */
    default void searched() {}

    /** How many sections can be found. */
    int sections();

    /** What it is called; empty where it has no name. */
    String release();
  }

  LiveSearch(Opened first) {
    current = new AtomicReference<>(new Held(first));
    first.searched();
  }

  /** A search that nobody closes and nothing replaces. */
  static LiveSearch of(SiteSearch search, int sections) {
    return new LiveSearch(new Fixed(search, sections));
  }

  /** Takes the search for one request; to be closed at its end. */
  Lease lease() {
    while (true) {
      Held held = current.get();
      if (held.retain()) {
        return new Lease(held);
      }
      // It was replaced and closed between the two lines above; its successor is there.
    }
  }

  /** Puts another in its place, at once for all requests that begin from now on. */
  void replace(Opened next) {
    Held before = current.getAndSet(new Held(next));
    next.searched();
    before.release();
  }

  /** Gives the last one up; requests that still run end with it. */
  @Override
  public void close() {
    current.get().release();
  }

  /** The use of a search by one request. */
  static final class Lease implements AutoCloseable {
    private final Held held;

    private Lease(Held held) {
      this.held = held;
    }

    Opened opened() {
      return held.opened;
    }

    @Override
    public void close() {
      held.release();
    }
  }

  private record Fixed(SiteSearch search, int sections) implements Opened {
    @Override
    public String release() {
      return "";
    }

    @Override
    public void close() {
      // Its owner does.
    }
  }

  private static final class Held {
    final Opened opened;

    /** One for being the current search, and one a request. */
    private final AtomicInteger users = new AtomicInteger(1);

    Held(Opened opened) {
      this.opened = opened;
    }

    boolean retain() {
      return users.updateAndGet(n -> n == 0 ? 0 : n + 1) > 0;
    }

    void release() {
      if (users.decrementAndGet() == 0) {
        try {
          opened.close();
        } catch (Exception e) {
          LOG.error("a search that was replaced can't be closed", e);
        }
      }
    }
  }
}
