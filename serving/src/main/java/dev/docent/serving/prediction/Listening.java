package dev.docent.serving.prediction;

import com.linecorp.armeria.server.Server;
import dev.docent.records.UserException;
import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;

/** Starts servers, and says in a user's words why one can't listen. */
public final class Listening {
  private Listening() {}

  /**
   * Starts a server.
   *
   * @param setting the name of the port's setting
   * @throws UserException if the address can't be listened on
   */
  public static void start(Server server, String bind, int port, String setting) {
    try {
      server.start().join();
    } catch (CompletionException e) {
      for (Throwable t = e; t != null; t = t.getCause()) {
        if (t instanceof IOException || t instanceof UnresolvedAddressException) {
          throw new UserException(
              "can't listen on %s:%d (%s); choose another address with --bind or another port with --%s (0 for a free one)"
                  .formatted(bind, port, t.getMessage(), setting),
              e);
        }
      }
      throw e;
    }
  }
}
