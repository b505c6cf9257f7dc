package dev.docent.transforms.duplicates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.Article;
import dev.docent.records.Section;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DuplicatesTest {
  private static Article article(String id, String url, String published, String text) {
    Section section = new Section(id + "#top", id, 0, 1, List.of(), null, text, List.of());
    return new Article(id, url, "Title", null, published, List.of(), List.of(section));
  }

  private static Rank rank(String id) {
    return Rank.of(article(id, null, null, "x"));
  }

  private static Pair near(String a, String b, double similarity) {
    boolean ordered = rank(a).compareTo(rank(b)) <= 0;
    return new Pair(rank(ordered ? a : b), rank(ordered ? b : a), similarity, similarity, false);
  }

  private static List<String> left(Pair... pairs) {
    return Clusters.resolve(List.of(pairs)).stream()
        .map(left -> left.id() + ">" + left.canonicalId())
        .toList();
  }

  @Test
  void jaccardIsShareOfTheUnion() {
    assertEquals(0.5, Shingles.jaccard(new long[] {1, 2, 3}, new long[] {2, 3, 4}));
    assertEquals(0, Shingles.jaccard(new long[0], new long[0]));
  }

  @Test
  void shinglesIgnoreCaseSpaceAndPunctuation() {
    assertEquals(
        1, Shingles.jaccard(Shingles.of("A pod, runs  now"), Shingles.of("a Pod runs\nnow!")));
  }

  @Test
  void everyWordOfShortTextsCounts() {
    assertEquals(1, Shingles.of("one two").length);
    assertEquals(0, Shingles.jaccard(Shingles.of("one two"), Shingles.of("two one")));
  }

  @Test
  void chineseIsShingledByCharacters() {
    assertEquals(3, Shingles.of("调度器把每").length);
  }

  @Test
  void shinglesSurviveTheirBytes() {
    long[] shingles = Shingles.of("one two three four five");
    assertEquals(1, Shingles.jaccard(shingles, Shingles.fromBytes(Shingles.toBytes(shingles))));
  }

  @Test
  void estimatesLieAroundTheExactSimilarity() {
    Random random = new Random(11);
    double sumOfErrors = 0;
    for (int trial = 0; trial < 60; trial++) {
      List<String> words = words(random, 400);
      long[] a = Shingles.of(String.join(" ", words));
      long[] b = Shingles.of(String.join(" ", edited(words, trial / 300.0, random)));
      double error =
          MinHash.similarity(MinHash.signature(a), MinHash.signature(b)) - Shingles.jaccard(a, b);
      assertTrue(Math.abs(error) < 0.18, () -> "seed 11: " + error);
      sumOfErrors += error;
    }
    assertEquals(0, sumOfErrors / 60, 0.02, "seed 11");
  }

  @Test
  void bandsAreWideForHighThresholds() {
    assertEquals(8, MinHash.rows(0.9));
    assertEquals(4, MinHash.rows(0.8));
    assertEquals(1, MinHash.bands(new byte[2 * MinHash.SIZE], 128).length);
  }

  @Test
  void bandsDifferByTheirPlace() {
    long[] bands = MinHash.bands(new byte[2 * MinHash.SIZE], 8);
    assertEquals(16, bands.length);
    assertNotEquals(bands[0], bands[1]);
  }

  /** Edits of 0 to 20 in a hundred words; what is found against what the exact figure says. */
  @Test
  void findsNearlyAllPairsAboveTheThreshold() {
    Random random = new Random(5);
    int above = 0;
    int found = 0;
    int candidates = 0;
    for (int i = 0; i < 600; i++) {
      List<String> words = words(random, 150 + random.nextInt(600));
      long[] a = Shingles.of(String.join(" ", words));
      long[] b = Shingles.of(String.join(" ", edited(words, random.nextDouble() * 0.2, random)));
      boolean candidate = meet(a, b);
      candidates += candidate ? 1 : 0;
      if (Shingles.jaccard(a, b) >= 0.9) {
        above++;
        found += candidate ? 1 : 0;
      }
    }
    System.out.printf(
        "near-duplicates of 600 edited pairs: %d at 0.9 or above, %d of them found; %d candidates%n",
        above, found, candidates);
    assertTrue(above >= 40, "seed 5");
    assertTrue(found >= 0.99 * above, "seed 5: " + found + " of " + above);
  }

  private static boolean meet(long[] a, long[] b) {
    Fingerprint first = new Fingerprint(rank("a"), MinHash.signature(a));
    Fingerprint second = new Fingerprint(rank("b"), MinHash.signature(b));
    long[] x = MinHash.bands(first.signature(), 8);
    long[] y = MinHash.bands(second.signature(), 8);
    List<Pair> pairs = new ArrayList<>();
    for (int band = 0; band < x.length; band++) {
      if (x[band] == y[band]) {
        Bucket bucket = new Bucket();
        bucket.add(second);
        bucket.add(first);
        bucket.candidates(second, 0.9, pairs::add);
      }
    }
    return !pairs.isEmpty();
  }

  private static List<String> words(Random random, int size) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      words.add("w" + random.nextInt(5000));
    }
    return words;
  }

  private static List<String> edited(List<String> words, double share, Random random) {
    List<String> edited = new ArrayList<>();
    for (String word : words) {
      edited.add(random.nextDouble() < share ? "e" + random.nextInt(5000) : word);
    }
    return edited;
  }

  @Test
  void hotBucketsStayLinear() {
    Random random = new Random(3);
    byte[] same = MinHash.signature(Shingles.of("one two three four"));
    List<Fingerprint> members = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      members.add(new Fingerprint(rank("%04d".formatted(i)), same));
    }
    Collections.shuffle(members, random);
    Bucket bucket = new Bucket();
    members.forEach(bucket::add);
    assertEquals(Bucket.MAX_CENTRES, bucket.size());
    List<Pair> pairs = new ArrayList<>();
    members.forEach(member -> bucket.candidates(member, 0.9, pairs::add));
    assertEquals(999, Clusters.resolve(pairs).size(), "seed 3");
    assertTrue(pairs.size() <= Bucket.MAX_CANDIDATES * 1000, () -> "" + pairs.size());
  }

  @Test
  void theBestArticleStandsForItsCluster() {
    assertEquals(List.of("b>a", "c>a"), left(near("c", "a", 0.92), near("a", "b", 0.95)));
  }

  @Test
  void chainsDoNotCarryOver() {
    assertEquals(List.of("b>a"), left(near("a", "b", 0.9), near("b", "c", 0.9)));
  }

  @Test
  void theMostSimilarKeptArticleIsTheCanonical() {
    assertEquals(List.of("c>b"), left(near("a", "c", 0.91), near("b", "c", 0.97)));
  }

  @Test
  void exactCopiesFollowTheirRepresentative() {
    Pair exact = Pair.exact(rank("b"), rank("d"));
    assertEquals(List.of("d>b"), left(exact));
    assertEquals(List.of("b>a", "d>a"), left(exact, near("a", "b", 0.93)));
    assertFalse(Clusters.resolve(List.of(exact, near("a", "b", 0.93))).get(1).exact());
  }

  @Test
  void resolutionDoesNotDependOnTheOrderOfPairs() {
    Random random = new Random(23);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int a = random.nextInt(60);
      int b = random.nextInt(60);
      if (a != b) {
        pairs.add(near("p" + a, "p" + b, 0.9 + random.nextInt(10) / 100.0));
      }
    }
    List<Clusters.Left> first = Clusters.resolve(pairs);
    Collections.shuffle(pairs, random);
    assertEquals(first, Clusters.resolve(pairs), "seed 23");
  }

  @Test
  void ranksByCanonicalUrlThenLengthThenDateThenId() {
    String here = "https://example.org/a-rather-long-name";
    Rank own = Rank.of(article(here, here + "/", null, "x"));
    Rank other = Rank.of(article("https://example.org/b", here, null, "x"));
    assertTrue(own.compareTo(other) < 0);
    assertTrue(rank("b").compareTo(rank("aa")) < 0);
    Rank old = Rank.of(article("b", null, "2020-01-01", "x"));
    assertTrue(old.compareTo(Rank.of(article("a", null, "2021-01-01", "x"))) < 0);
    assertTrue(old.compareTo(rank("a")) < 0);
    assertTrue(rank("a").compareTo(rank("b")) < 0);
  }

  @Test
  void sameTextHasTheSameDigest() {
    assertEquals(
        ExactText.digest(article("a", null, null, "One  two\nthree")),
        ExactText.digest(article("b", null, null, "one two three")));
    assertNotEquals(
        ExactText.digest(article("a", null, null, "one two")),
        ExactText.digest(article("b", null, null, "one two three")));
  }

  @Test
  void plainDocumentsAreComparedOnlyWhereAsked() {
    Section section = new Section("d", "d", 0, 1, List.of(), null, "x", List.of());
    Article plain = new Article("d", null, "D", null, null, List.of(), List.of(section));
    assertFalse(SketchFn.isCompared(plain, new DuplicateRule(0.9, false)));
    assertTrue(SketchFn.isCompared(plain, new DuplicateRule(0.9, true)));
    assertTrue(SketchFn.isCompared(article("a", null, null, "x"), new DuplicateRule(1, false)));
  }

  @Test
  void similarityHasARange() {
    assertThrows(IllegalArgumentException.class, () -> new DuplicateRule(0.4, false));
  }
}
