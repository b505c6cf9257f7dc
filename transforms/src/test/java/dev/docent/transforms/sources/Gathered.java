package dev.docent.transforms.sources;

import dev.docent.records.DeadLetter;
import dev.docent.records.PageLink;
import dev.docent.records.RawPage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a source gives, for tests. */
public final class Gathered implements ListingSink {
  public final List<RawPage> pages = new ArrayList<>();
  public final List<DeadLetter> letters = new ArrayList<>();
  public final List<PageLink> links = new ArrayList<>();
  public final List<String> gone = new ArrayList<>();
  public final List<String> listed = new ArrayList<>();
  public final List<String> leftOut = new ArrayList<>();

  @Override
  public void page(RawPage page) {
    pages.add(page);
  }

  @Override
  public void deadLetter(DeadLetter letter) {
    letters.add(letter);
  }

  @Override
  public void link(PageLink link) {
    links.add(link);
  }

  @Override
  public void gone(String id) {
    gone.add(id);
  }

  @Override
  public void listed(String id) {
    listed.add(id);
  }

  @Override
  public void leftOut(String what) {
    leftOut.add(what);
  }

  public List<String> ids() {
    return pages.stream().map(RawPage::getId).toList();
  }

  public List<String> urls() {
    return links.stream().map(PageLink::getUrl).toList();
  }

  public List<String> reasons() {
    return letters.stream().map(letter -> letter.getId() + " " + letter.getReason()).toList();
  }

  public String text(int page) {
    return new String(pages.get(page).getContent().array(), StandardCharsets.UTF_8);
  }
}
