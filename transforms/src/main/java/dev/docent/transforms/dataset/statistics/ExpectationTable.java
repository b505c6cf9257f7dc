package dev.docent.transforms.dataset.statistics;

import dev.docent.records.html.HtmlText;
import dev.docent.transforms.dataset.validation.Expectation;
import java.util.List;

/** The expectations with their values, as HTML. */
final class ExpectationTable {
  private ExpectationTable() {}

  static String html(List<Expectation> expectations, String comparedWith) {
    StringBuilder html = new StringBuilder("<h2>Expectations</h2>");
    if (!comparedWith.isEmpty()) {
      html.append("<p>").append(HtmlText.escape(comparedWith)).append(".</p>");
    }
    html.append("<table class='expectations'><tr><th></th><th>value</th><th>limit</th>")
        .append("<th>holds</th></tr>");
    for (Expectation each : expectations) {
      html.append("<tr><td><b>")
          .append(HtmlText.escape(each.id()))
          .append("</b> ")
          .append(HtmlText.escape(each.what()))
          .append("</td><td>")
          .append(Expectation.number(each.value()))
          .append("</td><td>")
          .append(each.bound())
          .append("</td><td class='")
          .append(each.holds() ? "good'>yes" : "bad'>no")
          .append("</td></tr>");
    }
    return html.append("</table>").toString();
  }
}
