package dev.docent.transforms.dataset.queries;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A section's text in sentences, and the windows of it that fit into one packed pair. */
public final class SectionText {
  private final List<String> sentences;
  private final int[] pieces;
  private final int budget;
  private @Nullable List<Integer> prose;

  /** Consecutive sentences, from the first to before the last. */
  public record Window(int from, int to) {}

  private SectionText(List<String> sentences, int[] pieces, int budget) {
    this.sentences = sentences;
    this.pieces = pieces;
    this.budget = budget;
  }

  /**
   * Splits a text. A sentence of more than the budget is cut into parts that fit.
   *
   * @param budget word pieces that a window may have
   * @param pieceCount how many word pieces a text has
   */
  public static SectionText of(String text, int budget, ToIntFunction<String> pieceCount) {
    List<String> sentences = new ArrayList<>();
    List<Integer> pieces = new ArrayList<>();
    for (String sentence : Sentences.of(text)) {
      int size = pieceCount.applyAsInt(sentence);
      if (size <= budget) {
        sentences.add(sentence);
        pieces.add(size);
      } else {
        List<String> parts = new ArrayList<>();
        addParts(sentence, budget, pieceCount, parts);
        parts.forEach(part -> pieces.add(pieceCount.applyAsInt(part)));
        sentences.addAll(parts);
      }
    }
    return new SectionText(
        sentences, pieces.stream().mapToInt(Integer::intValue).toArray(), budget);
  }

  private static void addParts(
      String sentence, int budget, ToIntFunction<String> pieceCount, List<String> parts) {
    StringBuilder part = new StringBuilder();
    int used = 0;
    for (String word : Words.of(sentence)) {
      int size = pieceCount.applyAsInt(word);
      if (used > 0 && used + size > budget) {
        parts.add(part.toString());
        part.setLength(0);
        used = 0;
      }
      part.append(part.isEmpty() ? "" : " ").append(word);
      used += size;
    }
    if (!part.isEmpty()) {
      parts.add(part.toString());
    }
  }

  public List<String> sentences() {
    return sentences;
  }

  /** Places of the sentences that read as prose. */
  public List<Integer> prose() {
    List<Integer> places = prose;
    if (places == null) {
      List<Integer> found = new ArrayList<>();
      for (int i = 0; i < sentences.size(); i++) {
        if (Words.isProse(sentences.get(i))) {
          found.add(i);
        }
      }
      places = List.copyOf(found);
      prose = places;
    }
    return places;
  }

  /** A window with a sentence in it, grown to either side by chance until nothing more fits. */
  public Window around(int sentence, SplittableRandom random) {
    return around(sentence, 0, random);
  }

  /**
   * A window with a sentence in it that will be left out, so that its pieces are free for others.
   */
  Window aroundGap(int sentence, SplittableRandom random) {
    return around(sentence, pieces[sentence], random);
  }

  private Window around(int sentence, int free, SplittableRandom random) {
    int from = sentence;
    int to = sentence + 1;
    int left = budget + free - pieces[sentence];
    while (true) {
      boolean before = from > 0 && pieces[from - 1] <= left;
      boolean after = to < pieces.length && pieces[to] <= left;
      if (!before && !after) {
        return new Window(from, to);
      }
      if (before && (!after || random.nextBoolean())) {
        left -= pieces[--from];
      } else {
        left -= pieces[to++];
      }
    }
  }

  public String text(Window window) {
    return String.join(" ", sentences.subList(window.from(), window.to()));
  }

  /** A window's text without one of its sentences. */
  String textWithout(Window window, int sentence) {
    List<String> kept = new ArrayList<>(sentences.subList(window.from(), window.to()));
    kept.remove(sentence - window.from());
    return String.join(" ", kept);
  }

  @Override
  public String toString() {
    return "SectionText" + sentences + Arrays.toString(pieces);
  }
}
