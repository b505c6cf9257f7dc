package dev.docent.transforms.articles;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A section while it is being gathered. */
final class SectionDraft {
  private final int level;
  private final List<String> headingPath;
  private @Nullable String anchor;
  private final SectionText text = new SectionText();
  private final List<String> code = new ArrayList<>();

  SectionDraft(int level, List<String> headingPath, @Nullable String anchor) {
    this.level = level;
    this.headingPath = List.copyOf(headingPath);
    this.anchor = anchor;
  }

  /** The lead: what stands before the first heading and below the title. */
  static SectionDraft lead() {
    return new SectionDraft(1, List.of(), null);
  }

  int level() {
    return level;
  }

  List<String> headingPath() {
    return headingPath;
  }

  /** The section's own heading, empty for the lead. */
  String heading() {
    return headingPath.isEmpty() ? "" : headingPath.get(headingPath.size() - 1);
  }

  @Nullable String anchor() {
    return anchor;
  }

  void anchor(@Nullable String newAnchor) {
    anchor = newAnchor;
  }

  SectionText text() {
    return text;
  }

  List<String> code() {
    return code;
  }

  /** Characters of text and code. */
  long size() {
    long characters = text.length();
    for (String block : code) {
      characters += block.length();
    }
    return characters;
  }

  /** Takes in a section that is too short to stand alone. */
  void join(SectionDraft other) {
    text.line();
    text.append(other.heading());
    other.text.toString().lines().forEach(this::addLine);
    code.addAll(other.code);
  }

  private void addLine(String line) {
    text.line();
    text.append(line);
  }
}
