package dev.docent.records.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.jspecify.annotations.Nullable;

/**
 * Splits English text into the terms that all bag-of-words parts count: topics, salient terms,
 * search. Safe for use by several threads.
 *
 * <p>A term is a word as {@link #analyzer()} gives it: lower case, without the possessive, stemmed
 * (Porter, "An algorithm for suffix stripping", 1980). {@link #of} and {@link #forEach} leave out
 * what says nothing about a subject: words without a letter, longer than {@value #MAX_LENGTH}
 * characters, and function words ('you', 'should', 'about'). The analyzer keeps them, for a search
 * for 'error 404' must find the number.
 */
public final class Terms {
  /** Longer words are encoded data, paths or accidents. */
  public static final int MAX_LENGTH = 40;

  private static final Analyzer ANALYZER = new EnglishAnalyzer();
  private static final Set<String> FUNCTION_WORDS = readFunctionWords();
  private static final int LONGEST_FUNCTION_WORD =
      FUNCTION_WORDS.stream().mapToInt(String::length).max().orElse(0);

  private Terms() {}

  /** Takes a term together with the word it came from. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * @param surface the word as it is written in the text, without a possessive
     * @param term the analyzed term
     */
    void visit(String surface, String term);
  }

  /**
   * The shared analyzer: standard tokenizer, possessive, lower case, Lucene's English stop words,
   * Porter stemmer. Don't close it.
   */
  public static Analyzer analyzer() {
    return ANALYZER;
  }

  /** The terms of a text in reading order, repeats included. */
  public static List<String> of(String text) {
    List<String> terms = new ArrayList<>(text.length() / 8 + 1);
    forEach(text, (surface, term) -> terms.add(term));
    return terms;
  }

  /**
   * A text's words as {@link #analyzer()} gives them, in reading order.
   *
   * @param terms those of the words that {@link #of} gives
   */
  public record Analysis(List<String> words, List<String> terms) {}

  /** Analyzes a text once for those who need all its words and those who need its terms. */
  public static Analysis analyze(String text) {
    List<String> words = new ArrayList<>(text.length() / 6 + 1);
    List<String> terms = new ArrayList<>(text.length() / 8 + 1);
    forEachWord(
        text,
        (word, offset) -> {
          String each = word.toString();
          words.add(each);
          if (surface(text, word, offset) != null) {
            terms.add(each);
          }
        });
    return new Analysis(words, terms);
  }

  /**
   * Hands each term of a text, in reading order, to a visitor.
   *
   * @throws IllegalStateException if the visitor itself analyzes text in the same thread
   */
  public static void forEach(String text, Visitor visitor) {
    forEachWord(
        text,
        (word, offset) -> {
          String surface = surface(text, word, offset);
          if (surface != null) {
            visitor.visit(surface, word.toString());
          }
        });
  }

  private static void forEachWord(
      String text, BiConsumer<CharTermAttribute, OffsetAttribute> visitor) {
    try (TokenStream stream = ANALYZER.tokenStream("text", text)) {
      CharTermAttribute word = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        visitor.accept(word, offset);
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException("a string can't fail to be read", e);
    }
  }

  /** The word as it is written, without a possessive; null where it is no term. */
  private static @Nullable String surface(
      String text, CharTermAttribute word, OffsetAttribute offset) {
    int start = offset.startOffset();
    int end = offset.endOffset();
    if (end - start > MAX_LENGTH || !hasLetter(word)) {
      return null;
    }
    String surface = withoutPossessive(text.substring(start, end));
    return isFunctionWord(surface) ? null : surface;
  }

  /** Whether a word carries grammar rather than a subject, in any case of letters. */
  public static boolean isFunctionWord(String word) {
    // Lower case is never shorter.
    return word.length() <= LONGEST_FUNCTION_WORD
        && FUNCTION_WORDS.contains(word.toLowerCase(Locale.ROOT).replace('\u2019', '\''));
  }

  private static boolean hasLetter(CharSequence term) {
    for (int i = 0; i < term.length(); ) {
      int codePoint = Character.codePointAt(term, i);
      if (Character.isLetter(codePoint)) {
        return true;
      }
      i += Character.charCount(codePoint);
    }
    return false;
  }

  private static String withoutPossessive(String word) {
    int n = word.length();
    if (n > 2
        && (word.charAt(n - 1) == 's' || word.charAt(n - 1) == 'S')
        && (word.charAt(n - 2) == '\'' || word.charAt(n - 2) == '\u2019')) {
      return word.substring(0, n - 2);
    }
    return word;
  }

  private static Set<String> readFunctionWords() {
    Set<String> words = new HashSet<>();
    try (InputStream stream = Terms.class.getResourceAsStream("function-words.txt")) {
      if (stream == null) {
        throw new IllegalStateException("function-words.txt is missing beside Terms.class");
      }
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          for (String word : line.split(" ", -1)) {
            words.add(word);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't read function-words.txt", e);
    }
    words.remove("");
    return words;
  }
}
