package dev.docent.models.training;

import java.util.ArrayList;
import java.util.List;

/** Divides what a step reads among its towers, in order and as evenly as can be. */
final class Shares {
  private Shares() {}

  /**
   * A share each, one after the other. Where there are fewer things than towers, the last towers
   * get the first thing again, which stands behind all others and is looked at by nobody.
   */
  static <T> List<List<T>> of(List<T> all, int towers) {
    List<List<T>> shares = new ArrayList<>();
    for (int tower = 0; tower < towers; tower++) {
      int start = (int) ((long) all.size() * tower / towers);
      int end = (int) ((long) all.size() * (tower + 1) / towers);
      shares.add(new ArrayList<>(all.subList(start, end)));
    }
    if (all.size() < towers) {
      // The things first, so that their order stays.
      for (int tower = 0; tower < towers; tower++) {
        shares.set(tower, List.of(all.get(tower < all.size() ? tower : 0)));
      }
    }
    return shares;
  }
}
