package dev.docent.serving.access;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests in or not: first by how often the client asks, then by a bearer token or by the
 * user whom a trusted proxy names. Where neither is asked for, everyone is let in.
 */
public final class Gate {
  private static final int LONGEST_USER = 200;

  private final Clients clients;
  private final RateLimit rate;
  private final @Nullable Tokens tokens;
  private final @Nullable String userHeader;

  /**
   * @param tokens null where no token lets in
   * @param userHeader the header in which a proxy names the user; null where none lets in
   */
  public Gate(
      Clients clients, RateLimit rate, @Nullable Tokens tokens, @Nullable String userHeader) {
    this.clients = clients;
    this.rate = rate;
    this.tokens = tokens;
    this.userHeader = userHeader;
  }

  /** Lets everyone in, whenever they come. */
  public static Gate open() {
    return new Gate(new Clients(AddressRanges.NONE), new RateLimit(0, 1), null, null);
  }

  /** What a request says of its sender. */
  public interface Headers {
    List<String> all(String name);

    default @Nullable String one(String name) {
      List<String> values = all(name);
      // Of two users or tokens it can't be known which one the proxy wrote.
      return values.size() == 1 ? values.get(0) : null;
    }
  }

  /** How a request was judged. */
  public enum Verdict {
    IN,
    TOO_OFTEN,
    UNKNOWN
  }

  /**
   * A judgment.
   *
   * @param client what the client is known by
   * @param user whom the proxy named; null where nobody did
   * @param retryAfter seconds, 0 but for {@link Verdict#TOO_OFTEN}
   */
  public record Judgment(Verdict verdict, String client, @Nullable String user, int retryAfter) {}

  public Judgment judge(InetAddress peer, Headers headers) {
    String client = Clients.key(clients.client(peer, headers.all("x-forwarded-for")));
    int wait = rate.take(client);
    if (wait > 0) {
      return new Judgment(Verdict.TOO_OFTEN, client, null, wait);
    }
    String user = user(peer, headers);
    boolean known =
        (tokens == null && userHeader == null)
            || user != null
            || (tokens != null && tokens.accept(headers.one("authorization")));
    return new Judgment(known ? Verdict.IN : Verdict.UNKNOWN, client, user, 0);
  }

  private @Nullable String user(InetAddress peer, Headers headers) {
    if (userHeader == null || !clients.isProxy(peer)) {
      return null;
    }
    String user = headers.one(userHeader);
    return user == null || user.isBlank() || user.length() > LONGEST_USER ? null : user.strip();
  }
}
