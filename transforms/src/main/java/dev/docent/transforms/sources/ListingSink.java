package dev.docent.transforms.sources;

import dev.docent.records.PageLink;

/** Takes what a listing gives, beside pages. */
public interface ListingSink extends PageSink {
  /** A page to be fetched. */
  void link(PageLink link);

  /** A page that the source says is deleted. */
  void gone(String id);

  /** A page that the source names, in the window or not. */
  void listed(String id);

  /** Something that is rightly left out, by a name for the manifest such as {@code other-host}. */
  void leftOut(String what);
}
