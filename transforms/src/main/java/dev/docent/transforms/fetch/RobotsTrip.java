package dev.docent.transforms.fetch;

import java.util.List;

/**
 * What a page's robots.txt takes that leads to another host: that host's worker asks for it, judges
 * the page by it, and sends the page back.
 *
 * @param led the URLs from the page's own robots.txt to the next to ask, or the last that was asked
 * @param settled whether it was read and allows the page
 * @param rate requests a second that its Crawl-delay allows; infinite where there is none
 */
record RobotsTrip(List<String> led, boolean settled, double rate) {
  RobotsTrip {
    led = List.copyOf(led);
  }

  static RobotsTrip to(List<String> led) {
    return new RobotsTrip(led, false, Double.POSITIVE_INFINITY);
  }

  RobotsTrip allowed(double maxRate) {
    return new RobotsTrip(led, true, maxRate);
  }

  /** What is to be asked for next. */
  String url() {
    return led.get(led.size() - 1);
  }
}
