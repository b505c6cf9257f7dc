package dev.docent.transforms.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    "2002:a00:1::, false",
    "2002:808:808::, true",
    "::ffff:127.0.0.1, false",
    "::ffff:8.8.8.8, true",
    "::10.0.0.1, false",
    "::ffff:0:10.0.0.1, false",
    "64:ff9b:1::8.8.8.8, false",
    "64:ff9b::169.254.169.254, false",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2, false",
    "2001:4860:4860::8888, true",
    "fc00::1, false",
    "fdff:ffff::1, false",
    "fec0::1, false",
    "febf::1, false",
    "169.254.170.2, false",
    "100.127.255.255, false",
    "192.0.0.8, false",
    "240.0.0.1, false",
  })
  void tellsPublicAddresses(String address, boolean isPublic) throws UnknownHostException {
    assertEquals(isPublic, AddressGuard.isPublic(InetAddress.getByName(address)));
  }

  /** Forms of 127.0.0.1 that some resolvers read as such; whatever ours reads is judged. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "017700000001",
        "0177.0.0.1",
        "127.1",
        "0",
        "127.0.1"
      })
  void noOtherFormOfAPrivateAddressGetsThrough(String host) {
    InetAddress[] addresses;
    try {
      addresses = new AddressGuard(false, SystemDefaultDnsResolver.INSTANCE).resolve(host);
    } catch (UnknownHostException e) {
      return;
    }
    for (InetAddress address : addresses) {
      assertTrue(AddressGuard.isPublic(address), host + " is " + address);
    }
  }

  @Test
  void everyAnswerOfTheNamesIsJudgedAnew() throws UnknownHostException {
    List<String> answers = new ArrayList<>(List.of("93.184.216.34", "10.0.0.1"));
    AddressGuard guard = new AddressGuard(false, Names.of(host -> answers.remove(0)));
    assertEquals(1, guard.resolve("rebinding.example").length);
    assertThrows(UnknownHostException.class, () -> guard.resolve("rebinding.example"));
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
