package dev.docent.serving.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.docent.serving.search.SearchText.Place;
import dev.docent.serving.search.SearchText.Required;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTextTest {
  @Test
  void takesPhrasesAndFieldsForRequired() {
    SearchText text =
        SearchText.parse("fast \"rolling update\" title:pods Heading:\"when it stalls\" now");
    assertEquals("fast rolling update  pods  when it stalls  now", text.words());
    assertEquals(
        List.of(
            new Required(Place.ANYWHERE, "rolling update"),
            new Required(Place.TITLE, "pods"),
            new Required(Place.HEADING, "when it stalls")),
        text.required());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5\" disk",
        "subtitle:x",
        "title:",
        "title: x",
        "say \"open",
        "a\"b\"",
        "std::vector",
        "\"\"",
        "key:value",
        "(a OR b) AND -c* ~2"
      })
  void takesAllElseForWords(String typed) {
    assertEquals(new SearchText(typed, List.of()), SearchText.parse(typed));
  }

  @Test
  void boundsWhatIsRequired() {
    assertEquals(20, SearchText.parse("title:a ".repeat(50)).required().size());
  }
}
