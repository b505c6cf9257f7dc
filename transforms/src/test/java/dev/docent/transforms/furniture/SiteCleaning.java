package dev.docent.transforms.furniture;

import dev.docent.records.Article;
import dev.docent.transforms.hashing.Hash64;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@link DropFurniture} does to a site, in one thread. */
public final class SiteCleaning {
  private SiteCleaning() {}

  /** The articles without the site's furniture; those of which nothing is left are left out. */
  public static List<Article> of(List<Article> articles) {
    Map<Long, Long> sitePages = new HashMap<>();
    Map<Long, LineCount> counts = new HashMap<>();
    for (Article article : articles) {
      sitePages.merge(Hash64.of(PageLines.site(article)), 1L, Long::sum);
      CountLinesFn.counts(article)
          .forEach((key, count) -> counts.merge(key, count, LineCount::plus));
    }
    List<Article> cleaned = new ArrayList<>();
    for (Article article : articles) {
      Article left =
          Cleaning.of(
                  article,
                  key -> {
                    LineCount count = counts.get(key);
                    return count != null
                        && FurnitureRule.isFurniture(count, sitePages.get(count.site()));
                  })
              .article();
      if (left != null) {
        cleaned.add(left);
      }
    }
    return cleaned;
  }
}
