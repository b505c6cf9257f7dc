package dev.docent.transforms.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of addresses in CIDR notation, such as {@code 10.0.0.0/8}. */
record AddressBlock(byte[] prefix, int bits) {
  static AddressBlock parse(String cidr) {
    int slash = cidr.indexOf('/');
    try {
      // A literal is not looked up.
      byte[] prefix = InetAddress.getByName(cidr.substring(0, slash)).getAddress();
      return new AddressBlock(prefix, Integer.parseInt(cidr.substring(slash + 1)));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("'" + cidr + "' is no address block", e);
    }
  }

  /** Whether an address of the same family lies in this block. */
  boolean contains(byte[] address) {
    if (address.length != prefix.length) {
      return false;
    }
    int whole = bits / 8;
    for (int i = 0; i < whole; i++) {
      if (address[i] != prefix[i]) {
        return false;
      }
    }
    int rest = bits % 8;
    return rest == 0 || ((address[whole] ^ prefix[whole]) & 0xff) >>> (8 - rest) == 0;
  }
}
