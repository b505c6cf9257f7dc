package dev.docent.serving.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.config.ConfigException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangesTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.0.0.16/28, 10.0.0.31, true",
    "10.0.0.16/28, 10.0.0.32, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "fd00::/8, fd12:3456::1, true",
    "fd00::/8, fe80::1, false",
    "::ffff:10.0.0.1, 10.0.0.1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true"
  })
  void containsItsAddresses(String range, String address, boolean inside) throws Exception {
    AddressRanges ranges = AddressRanges.parse("198.51.100.1, " + range, "proxies");
    assertEquals(inside, ranges.contains(InetAddress.getByName(address)));
  }

  @Test
  void isEmptyWithoutAny() {
    assertTrue(AddressRanges.parse(" , ", "proxies").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"proxy.example.org", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::/129", "10.0"})
  void refusesWhatIsNone(String text) {
    ConfigException e =
        assertThrows(ConfigException.class, () -> AddressRanges.parse(text, "proxies"));
    assertTrue(e.getMessage().contains("--proxies has '" + text + "'"), e.getMessage());
  }
}
