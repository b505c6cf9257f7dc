package dev.docent.transforms.wikipedia.wikitext;

import java.util.Arrays;

/**
 * Characters gathered. A {@link StringBuilder} that has met none beyond Latin-1 looks at each one
 * that is appended, which most of a text doesn't need.
 */
final class CharSink {
  private char[] characters;
  private int size;

  CharSink(int capacity) {
    this.characters = new char[capacity];
  }

  CharSink append(char c) {
    ensure(1);
    characters[size++] = c;
    return this;
  }

  CharSink append(String text) {
    return append(text, 0, text.length());
  }

  CharSink append(String text, int from, int to) {
    ensure(to - from);
    text.getChars(from, to, characters, size);
    size += to - from;
    return this;
  }

  CharSink append(char[] source, int from, int to) {
    ensure(to - from);
    System.arraycopy(source, from, characters, size, to - from);
    size += to - from;
    return this;
  }

  int length() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  char last() {
    return characters[size - 1];
  }

  void setLength(int length) {
    size = length;
  }

  /** The characters, the first {@link #length()} of these. */
  char[] characters() {
    return characters;
  }

  @Override
  public String toString() {
    return new String(characters, 0, size);
  }

  private void ensure(int more) {
    if (characters.length - size < more) {
      characters = Arrays.copyOf(characters, Math.max(size + more, characters.length * 2));
    }
  }
}
