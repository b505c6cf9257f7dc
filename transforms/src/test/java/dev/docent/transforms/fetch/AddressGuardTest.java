package dev.docent.transforms.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressGuardTest {
  @ParameterizedTest
  @CsvSource({
    "93.184.216.34, true",
    "8.8.8.8, true",
    "2606:4700::1111, true",
    "127.0.0.1, false",
    "127.255.0.1, false",
    "0.0.0.0, false",
    "10.1.2.3, false",
    "172.16.0.1, false",
    "172.31.255.255, false",
    "172.32.0.1, true",
    "192.168.1.1, false",
    "169.254.169.254, false",
    "100.64.0.1, false",
    "100.128.0.1, true",
    "198.18.0.1, false",
    "224.0.0.1, false",
    "255.255.255.255, false",
    "::1, false",
    "::, false",
    "fe80::1, false",
    "fd00:ec2::254, false",
    "ff02::1, false",
    "2001:db8::1, false",
    "::ffff:10.0.0.1, false",
    "64:ff9b::10.0.0.1, false",
    "64:ff9b::8.8.8.8, true",
    "2002:7f00:1::, false",
  })
  void tellsPublicAddresses(String address, boolean isPublic) throws UnknownHostException {
    assertEquals(isPublic, AddressGuard.isPublic(InetAddress.getByName(address)));
  }

  @Test
  void refusesANameOfWhichOneAddressIsPrivate() throws UnknownHostException {
    InetAddress[] addresses = {
      InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.1")
    };
    DnsResolver names =
        new DnsResolver() {
          @Override
          public InetAddress[] resolve(String host) {
            return addresses;
          }

          @Override
          public String resolveCanonicalHostname(String host) {
            return host;
          }
        };
    assertThrows(
        UnknownHostException.class, () -> new AddressGuard(false, names).resolve("example.org"));
    assertEquals(2, new AddressGuard(true, names).resolve("example.org").length);
  }
}
