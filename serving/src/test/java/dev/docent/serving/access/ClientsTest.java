package dev.docent.serving.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientsTest {
  private final Clients clients = new Clients(AddressRanges.parse("10.0.0.0/8", "proxies"));

  @ParameterizedTest
  @CsvSource({
    // A stranger's header counts for nothing.
    "203.0.113.5, '198.51.100.1', 203.0.113.5",
    // What the client wrote itself stands to the left.
    "10.0.0.1, '1.1.1.1, 198.51.100.1', 198.51.100.1",
    "10.0.0.1, '1.1.1.1, 198.51.100.1, 10.9.9.9', 198.51.100.1",
    "10.0.0.1, '', 10.0.0.1",
    "10.0.0.1, 'unknown', 10.0.0.1",
    "10.0.0.1, '198.51.100.1, <script>', 10.0.0.1",
    "10.0.0.1, '[2001:db8::1]', 2001:db8:0:0:0:0:0:1",
    "10.0.0.1, '10.0.0.2', 10.0.0.2"
  })
  void believesProxiesAlone(String peer, String header, String expected) throws Exception {
    InetAddress client = clients.client(InetAddress.getByName(peer), List.of(header));
    assertEquals(expected, client.getHostAddress());
  }

  @Test
  void joinsHeadersThatWereGivenTwice() throws Exception {
    InetAddress client =
        clients.client(InetAddress.getByName("10.0.0.1"), List.of("1.1.1.1", "198.51.100.1"));
    assertEquals("198.51.100.1", client.getHostAddress());
  }

  @Test
  void knowsACustomerByTheNetwork() throws Exception {
    assertEquals(
        Clients.key(InetAddress.getByName("2001:db8:1:2::7")),
        Clients.key(InetAddress.getByName("2001:db8:1:2:ffff::9")));
    assertEquals("192.0.2.1", Clients.key(InetAddress.getByName("192.0.2.1")));
  }
}
