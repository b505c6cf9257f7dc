package dev.docent.serving.search;

import dev.docent.records.Article;
import dev.docent.records.Section;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Articles for tests. */
public final class Articles {
  private final String id;
  private final String title;
  private final @Nullable String url;
  private final List<Section> sections = new ArrayList<>();
  private final List<String> tags = new ArrayList<>();
  private @Nullable String published;
  private @Nullable String language;

  private Articles(String id, String title, @Nullable String url) {
    this.id = id;
    this.title = title;
    this.url = url;
  }

  public static Articles article(String id, String title) {
    return new Articles(id, title, "https://example.org/" + id);
  }

  public static Articles article(String id, String title, @Nullable String url) {
    return new Articles(id, title, url);
  }

  /** Adds a section; the lead where the heading is empty. */
  public Articles section(String heading, String text, String... code) {
    String anchor =
        heading.isEmpty() ? "top" : heading.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
    sections.add(
        Section.newBuilder()
            .setId(id + "#" + anchor)
            .setArticleId(id)
            .setPosition(sections.size())
            .setLevel(heading.isEmpty() ? 1 : 2)
            .setHeadingPath(heading.isEmpty() ? List.of() : List.of(heading))
            .setAnchor(heading.isEmpty() ? null : anchor)
            .setText(text)
            .setCode(List.of(code))
            .build());
    return this;
  }

  public Articles published(String date, String... with) {
    published = date;
    tags.addAll(List.of(with));
    return this;
  }

  public Articles language(String tag) {
    language = tag;
    return this;
  }

  public Article build() {
    return Article.newBuilder()
        .setId(id)
        .setTitle(title)
        .setUrl(url)
        .setPublished(published)
        .setLanguage(language)
        .setTags(tags)
        .setSections(sections)
        .build();
  }
}
