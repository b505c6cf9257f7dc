package dev.docent.transforms.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves host names and lets only globally reachable unicast addresses pass. The client connects
 * to the very addresses that were looked at here, for each new connection, so that neither a
 * redirect nor a name that changes its address (DNS rebinding) gets past. A name of which any
 * address is not public is refused whole.
 *
 * <p>Source: the IANA special-purpose registries for IPv4 and IPv6 (RFC 6890). An IPv6 address that
 * carries an IPv4 one (mapped, compatible, NAT64, 6to4) is judged by that one as well.
 */
final class AddressGuard implements DnsResolver {
  private static final List<AddressBlock> NOT_PUBLIC =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4")
          .map(AddressBlock::parse)
          .toList();

  /** Within 2000::/3, which alone is global unicast; 64:ff9b::/96 is looked at by its IPv4 part. */
  private static final List<AddressBlock> NOT_PUBLIC_V6 =
      Stream.of("2001::/23", "2001:db8::/32", "3fff::/20").map(AddressBlock::parse).toList();

  private static final AddressBlock GLOBAL_UNICAST = AddressBlock.parse("2000::/3");
  private static final AddressBlock NAT64 = AddressBlock.parse("64:ff9b::/96");
  private static final AddressBlock SIX_TO_FOUR = AddressBlock.parse("2002::/16");

  private final Predicate<InetAddress> allowed;
  private final DnsResolver names;

  /**
   * @param names what looks names up
   */
  AddressGuard(boolean allowPrivate, DnsResolver names) {
    this(allowPrivate ? address -> true : AddressGuard::isPublic, names);
  }

  /** Lets the addresses pass that a test chooses. */
  AddressGuard(Predicate<InetAddress> allowed, DnsResolver names) {
    this.allowed = allowed;
    this.names = names;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = names.resolve(host);
    for (InetAddress address : addresses) {
      if (!allowed.test(address)) {
        throw new PrivateAddressException(host, address);
      }
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  /** Whether an address is globally reachable by its number. */
  static boolean isPublic(InetAddress address) {
    return isPublic(address.getAddress());
  }

  static boolean isPublic(byte[] address) {
    if (address.length == 4) {
      return NOT_PUBLIC.stream().noneMatch(block -> block.contains(address));
    }
    if (NAT64.contains(address)) {
      return isPublic(Arrays.copyOfRange(address, 12, 16));
    }
    if (SIX_TO_FOUR.contains(address)) {
      return isPublic(Arrays.copyOfRange(address, 2, 6));
    }
    // Java hands IPv4-mapped addresses over as IPv4; in any other form they are not global.
    return GLOBAL_UNICAST.contains(address)
        && NOT_PUBLIC_V6.stream().noneMatch(block -> block.contains(address));
  }

  /** A host that stands for an address which may not be asked. */
  static final class PrivateAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    PrivateAddressException(String host, InetAddress address) {
      super(
          "'%s' is %s, which is not a public address; --allow-private-addresses=true lets it be asked"
              .formatted(host, address.getHostAddress()));
    }
  }
}
