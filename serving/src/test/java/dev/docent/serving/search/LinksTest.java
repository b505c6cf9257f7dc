package dev.docent.serving.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
  @Test
  void joinsPageAndAnchor() {
    assertEquals(Optional.of("https://e.org/p#a"), Links.to("https://e.org/p", "a"));
    assertEquals(Optional.of("https://e.org/p"), Links.to("https://e.org/p", null));
    assertEquals(Optional.of("http://e.org/p?q=1#a"), Links.to("http://e.org/p?q=1#old", "a"));
  }

  @Test
  void encodesTheAnchor() {
    assertEquals(
        Optional.of("https://e.org/p#a%20%22%3E%C3%BC"), Links.to("https://e.org/p", "a \">ü"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//e.org/p",
        "/p",
        "https:",
        "http://\"><script>",
        "ftp://e.org/",
        ""
      })
  void dropsWhatIsNoWebAddress(String url) {
    assertEquals(Optional.empty(), Links.to(url, "a"));
  }
}
