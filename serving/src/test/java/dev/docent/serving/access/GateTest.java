package dev.docent.serving.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
  private static final String TOKEN = "0123456789-abcdefghij";
  private static final String USER = "X-Auth-Request-Email";

  @TempDir Path folder;
  private Path file;
  private InetAddress proxy;
  private InetAddress stranger;

  @BeforeEach
  void prepare() throws Exception {
    file = folder.resolve("tokens");
    Files.writeString(file, "# ours\n\n" + TOKEN + "\nanother-token-of-length==\n");
    proxy = InetAddress.getByName("10.0.0.1");
    stranger = InetAddress.getByName("203.0.113.1");
  }

  private Gate gate(boolean tokens, boolean users) {
    return new Gate(
        new Clients(AddressRanges.parse("10.0.0.0/8", "proxies")),
        new RateLimit(1, 3),
        tokens ? Tokens.read(file) : null,
        users ? USER : null);
  }

  private static Gate.Headers headers(Map<String, List<String>> headers) {
    return name -> headers.getOrDefault(name, List.of());
  }

  private static Gate.Verdict judge(
      Gate gate, InetAddress peer, Map<String, List<String>> headers) {
    return gate.judge(peer, headers(headers)).verdict();
  }

  @Test
  void letsEveryoneInWhereNothingIsAsked() {
    assertEquals(Gate.Verdict.IN, judge(gate(false, false), stranger, Map.of()));
    assertEquals(Gate.Verdict.IN, judge(Gate.open(), stranger, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer " + TOKEN, "bearer  " + TOKEN, "Bearer another-token-of-length=="})
  void letsInByToken(String header) {
    assertEquals(
        Gate.Verdict.IN,
        judge(gate(true, false), stranger, Map.of("authorization", List.of(header))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer " + TOKEN + "x",
        "Basic " + TOKEN,
        TOKEN,
        "# ours"
      })
  void refusesOtherTokens(String header) {
    assertEquals(
        Gate.Verdict.UNKNOWN,
        judge(gate(true, false), stranger, Map.of("authorization", List.of(header))));
  }

  @Test
  void believesAUserHeaderFromProxiesAlone() {
    Map<String, List<String>> headers = Map.of(USER, List.of("ada@example.org"));
    Gate.Judgment judgment = gate(false, true).judge(proxy, headers(headers));
    assertEquals(Gate.Verdict.IN, judgment.verdict());
    assertEquals("ada@example.org", judgment.user());
    Gate.Judgment forged = gate(false, true).judge(stranger, headers(headers));
    assertEquals(Gate.Verdict.UNKNOWN, forged.verdict());
    assertNull(forged.user());
    assertEquals(
        Gate.Verdict.UNKNOWN,
        judge(gate(false, true), proxy, Map.of(USER, List.of("ada@example.org", "eve"))),
        "of two users neither is known");
    assertEquals(
        Gate.Verdict.UNKNOWN, judge(gate(false, true), proxy, Map.of(USER, List.of("  "))));
  }

  @Test
  void limitsTheClientBehindAProxyAndNotTheProxy() {
    Gate gate = gate(false, false);
    Map<String, List<String>> first = Map.of("x-forwarded-for", List.of("198.51.100.1"));
    for (int i = 0; i < 3; i++) {
      assertEquals(Gate.Verdict.IN, judge(gate, proxy, first));
    }
    Gate.Judgment often = gate.judge(proxy, headers(first));
    assertEquals(Gate.Verdict.TOO_OFTEN, often.verdict());
    assertTrue(often.retryAfter() >= 1);
    assertEquals(
        Gate.Verdict.IN, judge(gate, proxy, Map.of("x-forwarded-for", List.of("198.51.100.2"))));
  }

  @Test
  void guessingTokensIsLimitedToo() {
    Gate gate = gate(true, false);
    for (int i = 0; i < 3; i++) {
      assertEquals(Gate.Verdict.UNKNOWN, judge(gate, stranger, Map.of()));
    }
    assertEquals(Gate.Verdict.TOO_OFTEN, judge(gate, stranger, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "short\n", "has a blank in it, indeed\n"})
  void refusesFilesWithoutGoodTokensAndShowsNone(String content) throws Exception {
    Files.writeString(file, content);
    UserException e = assertThrows(UserException.class, () -> Tokens.read(file));
    assertTrue(e.getMessage().contains("--token-file"), e.getMessage());
    String secret = content.strip();
    assertFalse(!secret.isEmpty() && e.getMessage().contains(secret), e.getMessage());
  }

  @Test
  void refusesFilesThatAreNone() throws Exception {
    assertThrows(UserException.class, () -> Tokens.read(folder.resolve("missing")));
    Files.write(file, "\u00e4".getBytes(StandardCharsets.ISO_8859_1));
    assertThrows(UserException.class, () -> Tokens.read(file));
  }
}
