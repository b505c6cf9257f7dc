package dev.docent.pipelines.cluster;

import dev.docent.records.UserException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback address. */
final class Ports {
  private Ports() {}

  /**
   * The port for REST: the one asked for, else 8081, else any free one.
   *
   * @throws UserException if the one asked for is taken
   */
  static int rest(int asked) throws IOException {
    if (asked != 0) {
      if (!isFree(asked)) {
        throw new UserException(
            "--port is %d, which another program listens on; leave it out to have one chosen"
                .formatted(asked));
      }
      return asked;
    }
    return isFree(ClusterSettings.DEFAULT_PORT) ? ClusterSettings.DEFAULT_PORT : any();
  }

  static int any() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
