package dev.docent.transforms.wikipedia.dump;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A page of a dump, with the text of its last revision.
 *
 * @param id MediaWiki's page id, -1 where the dump gives none
 * @param title empty where the dump gives none
 * @param namespace 0 for articles
 * @param redirect whether the page only sends its reader to another one
 * @param text wikitext; empty where there is none or where the page is faulty
 * @param fault why the page can't be used, null where it can
 */
public record DumpPage(
    long id,
    String title,
    int namespace,
    boolean redirect,
    String text,
    DumpPage.@Nullable Fault fault)
    implements Serializable {

  /**
   * What is wrong with a page.
   *
   * @param reason kebab-case, such as {@code page-too-large}
   * @param detail for a person: the value and what would be valid
   */
  public record Fault(String reason, String detail) implements Serializable {}
}
