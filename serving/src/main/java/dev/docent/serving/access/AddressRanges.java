package dev.docent.serving.access;

import dev.docent.records.config.ConfigException;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ranges of IP addresses; names are never looked up. */
public final class AddressRanges {
  public static final AddressRanges NONE = new AddressRanges(List.of());

  private final List<Range> ranges;

  private AddressRanges(List<Range> ranges) {
    this.ranges = List.copyOf(ranges);
  }

  private record Range(byte[] address, int bits) {
    boolean contains(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit += 8) {
        int kept = Math.min(8, bits - bit);
        int mask = 0xff << (8 - kept);
        if (((other[bit / 8] ^ address[bit / 8]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Reads addresses and ranges, parted by commas, such as {@code 127.0.0.1, 10.0.0.0/8, fd00::/8}.
   *
   * @param setting what the message of an error calls them
   * @throws ConfigException if one is neither
   */
  public static AddressRanges parse(String text, String setting) {
    List<Range> ranges = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String one = part.strip();
      if (!one.isEmpty()) {
        ranges.add(range(one, setting));
      }
    }
    return new AddressRanges(ranges);
  }

  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    return ranges.stream().anyMatch(range -> range.contains(bytes));
  }

  /** An address as it is written, with or without the brackets of IPv6; null where it is none. */
  static byte @Nullable [] bytes(String text) {
    String bare = text.startsWith("[") && text.endsWith("]") ? inner(text) : text;
    byte @Nullable [] bytes = NetUtil.createByteArrayFromIpAddressString(bare);
    return bytes == null ? null : unmapped(bytes);
  }

  private static Range range(String text, String setting) {
    int slash = text.indexOf('/');
    byte @Nullable [] address = bytes(slash < 0 ? text : text.substring(0, slash));
    int bits = -1;
    if (address != null) {
      bits = slash < 0 ? address.length * 8 : number(text.substring(slash + 1));
    }
    if (address == null || bits < 0 || bits > address.length * 8) {
      throw new ConfigException(
          List.of(
              "--%s has '%s'; it must be an IP address or a range such as 10.0.0.0/8"
                  .formatted(setting, text)));
    }
    return new Range(address, bits);
  }

  private static int number(String digits) {
    return digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : -1;
  }

  private static String inner(String text) {
    return text.substring(1, text.length() - 1);
  }

  /** IPv4 in the clothes of IPv6 is the IPv4 address. */
  private static byte[] unmapped(byte[] bytes) {
    if (bytes.length != 16) {
      return bytes;
    }
    for (int i = 0; i < 12; i++) {
      if (bytes[i] != (byte) (i < 10 ? 0 : 0xff)) {
        return bytes;
      }
    }
    return java.util.Arrays.copyOfRange(bytes, 12, 16);
  }
}
