package dev.docent.serving.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
  @Test
  void joinsPageAndAnchor() {
    assertEquals("https://e.org/p#a", Links.at("https://e.org/p", "a"));
    assertEquals("https://e.org/p", Links.at("https://e.org/p", null));
    assertEquals("https://e.org/p", Links.at("https://e.org/p", " "));
    assertEquals("http://e.org/p?q=1#a", Links.at("http://e.org/p?q=1#old", "a"));
  }

  @Test
  void encodesTheAnchor() {
    assertEquals("https://e.org/p#a%20%22%3E%C3%BC", Links.at("https://e.org/p", "a \">ü"));
  }

  @Test
  void keepsAWebAddress() {
    assertEquals("https://e.org/p?q=1#a", Links.page(" https://e.org/p?q=1#a "));
    assertEquals("https://e.org/%C3%BC", Links.page("https://e.org/ü"));
    assertNull(Links.page(null));
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
    assertNull(Links.page(url));
  }
}
