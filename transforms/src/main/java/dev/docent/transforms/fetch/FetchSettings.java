package dev.docent.transforms.fetch;

import dev.docent.records.config.IngestConfig;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How sites are asked.
 *
 * @param requestsPerSecond to one host, of every kind together
 * @param connections at once to one host
 * @param timeoutSeconds for one request, from the connecting to the last byte of its answer
 * @param retries after the first request
 * @param maxRedirects followed for one page
 * @param maxBytes of an answer's body, as sent and after decompression
 * @param userAgent the header's value; up to the first '/' it is the name in robots.txt
 * @param allowPrivateAddresses whether this machine and private networks may be asked
 * @param cache folder of robots.txt files and listings with their validators, kept from run to run;
 *     null: none is kept
 */
public record FetchSettings(
    double requestsPerSecond,
    int connections,
    int timeoutSeconds,
    int retries,
    int maxRedirects,
    long maxBytes,
    String userAgent,
    boolean allowPrivateAddresses,
    @Nullable String cache)
    implements Serializable {

  /** The user's settings, without a cache. */
  public static FetchSettings of(IngestConfig config) {
    return new FetchSettings(
        config.requestsPerSecond(),
        config.connections(),
        config.timeoutSeconds(),
        config.retries(),
        config.maxRedirects(),
        config.maxPageBytes(),
        config.userAgent(),
        config.allowPrivateAddresses(),
        null);
  }

  /** These settings with a folder in which robots.txt files and listings are kept. */
  public FetchSettings withCache(Path folder) {
    return new FetchSettings(
        requestsPerSecond,
        connections,
        timeoutSeconds,
        retries,
        maxRedirects,
        maxBytes,
        userAgent,
        allowPrivateAddresses,
        folder.toAbsolutePath().toString());
  }

  Duration timeout() {
    return Duration.ofSeconds(timeoutSeconds);
  }

  /** The name that robots.txt files may address: {@code docent} of {@code docent/0.1 (+url)}. */
  String productToken() {
    int end = 0;
    while (end < userAgent.length() && "/ (".indexOf(userAgent.charAt(end)) < 0) {
      end++;
    }
    return userAgent.substring(0, end);
  }
}
