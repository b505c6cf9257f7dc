package dev.docent.serving.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells whose request it is. What a header says counts from trusted proxies alone. */
public final class Clients {
  private final AddressRanges proxies;

  /**
   * @param proxies addresses whose {@code X-Forwarded-For} is believed
   */
  public Clients(AddressRanges proxies) {
    this.proxies = proxies;
  }

  public boolean isProxy(InetAddress peer) {
    return proxies.contains(peer);
  }

  /**
   * The client's address: the peer, or where that is a proxy, the last one in the header that is
   * none. What stands before it was written by the client and may be anything.
   *
   * @param forwardedFor the values of {@code X-Forwarded-For}, in their order
   */
  public InetAddress client(InetAddress peer, List<String> forwardedFor) {
    InetAddress client = peer;
    String[] hops = String.join(",", forwardedFor).split(",", -1);
    for (int i = hops.length - 1; i >= 0 && proxies.contains(client); i--) {
      InetAddress hop = address(hops[i].strip());
      if (hop == null) {
        return client;
      }
      client = hop;
    }
    return client;
  }

  /** What a client is known by: its address, of IPv6 the network that one customer has. */
  public static String key(InetAddress client) {
    byte[] bytes = client.getAddress();
    if (bytes.length == 4) {
      return client.getHostAddress();
    }
    byte[] network = Arrays.copyOf(Arrays.copyOf(bytes, 8), 16);
    try {
      return InetAddress.getByAddress(network).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable InetAddress address(String text) {
    byte @Nullable [] bytes = AddressRanges.bytes(text);
    try {
      return bytes == null ? null : InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
