package dev.docent.transforms.fetch;

import dev.docent.records.PageLink;
import dev.docent.records.PageOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A page on its way to its outcome.
 *
 * @param known the outcome that last saw its content, or null
 * @param led the URLs that redirects led to so far, the next to ask being the last; empty where it
 *     is the link's own
 * @param requests that it took so far
 * @param robots where the robots.txt of the next to ask leads to another host; null elsewhere
 */
record Errand(
    PageLink link,
    @Nullable PageOutcome known,
    List<String> led,
    int requests,
    @Nullable RobotsTrip robots)
    implements Done {
  Errand {
    led = List.copyOf(led);
  }

  static Errand first(PageLink link, @Nullable PageOutcome known) {
    return new Errand(link, known, List.of(), 0, null);
  }

  @Override
  public String id() {
    return link.getUrl();
  }

  @Override
  public long bytes() {
    return 0;
  }

  /** Whether a robots.txt is to be asked for before the page. */
  boolean asksRobots() {
    return robots != null && !robots.settled();
  }

  /** What is asked for next, the page or its robots.txt; its host's worker does it. */
  String next() {
    return asksRobots() ? Objects.requireNonNull(robots).url() : url();
  }

  /** The page's URL that is to be asked for next. */
  String url() {
    return led.isEmpty() ? link.getUrl() : led.get(led.size() - 1);
  }

  /** All URLs, from the link's own to the next. */
  List<String> chain() {
    List<String> chain = new ArrayList<>(List.of(link.getUrl()));
    chain.addAll(led);
    return chain;
  }

  /**
   * On to another host.
   *
   * @param trip where it is the robots.txt that leads there; null where the page does
   */
  Errand onward(List<String> chain, int allRequests, @Nullable RobotsTrip trip) {
    return new Errand(link, known, chain.subList(1, chain.size()), allRequests, trip);
  }

  Errand with(RobotsTrip trip) {
    return new Errand(link, known, led, requests, trip);
  }
}
