package dev.docent.records.config;

import java.util.Collection;
import java.util.Comparator;

/** Finds the valid name that a mistyped one most likely meant. */
public final class Nearest {
  private Nearest() {}

  /** The candidate of the least Levenshtein distance; the first of several. */
  public static String to(String name, Collection<String> candidates) {
    return candidates.stream().min(Comparator.comparingInt(c -> distance(name, c))).orElse("");
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
