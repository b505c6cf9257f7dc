package dev.docent.transforms.dataset.queries;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The queries of one kind that a section gives, made one after the other and not before they are
 * asked for: few sections need all of every kind.
 */
final class Attempts {
  private final Iterator<Integer> places;
  private final Function<Integer, Optional<MadeQuery>> maker;
  private int left;
  private @Nullable MadeQuery next;

  /**
   * Attempts at the sentences of a section.
   *
   * @param places of sentences, in the order in which they are tried
   * @param most how many queries there may be
   * @param maker tries to make a query of a sentence
   */
  Attempts(List<Integer> places, int most, Function<Integer, Optional<MadeQuery>> maker) {
    this.places = places.iterator();
    this.left = most;
    this.maker = maker;
  }

  static Attempts none() {
    return new Attempts(List.of(), 0, place -> Optional.empty());
  }

  /** The next query, which stays the next one. */
  Optional<MadeQuery> peek() {
    while (next == null && left > 0 && places.hasNext()) {
      next = maker.apply(places.next()).orElse(null);
    }
    return Optional.ofNullable(next);
  }

  /** The next query, if there is one. */
  Optional<MadeQuery> take() {
    Optional<MadeQuery> taken = peek();
    if (taken.isPresent()) {
      next = null;
      left--;
    }
    return taken;
  }
}
