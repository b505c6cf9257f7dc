package dev.docent.pipelines.report;

import dev.docent.records.html.HtmlText;
import java.util.Optional;

/**
 * A page that a stage wrote, within this one: as its own document, that may run nothing and reach
 * nothing, so that neither changes the other.
 */
final class Embedded {
  private Embedded() {}

  static void page(Html html, String title, Optional<String> page) {
    if (page.isPresent()) {
      html.raw("<details><summary>").text(title).raw("</summary>\n");
      html.raw("<iframe sandbox title=\"" + HtmlText.escape(title) + "\" srcdoc=\"")
          .text(page.get())
          .raw("\"></iframe></details>\n");
    }
  }
}
