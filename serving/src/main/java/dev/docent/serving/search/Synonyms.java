package dev.docent.serving.search;

import dev.docent.records.UserException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.synonym.SolrSynonymParser;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.CharsRef;
import org.apache.lucene.util.graph.GraphTokenStreamFiniteStrings;
import org.jspecify.annotations.Nullable;

/** Words that mean the same, applied to the query alone. */
public final class Synonyms {
  public static final Synonyms NONE = new Synonyms(Language.ENGLISH, null);

  private static final int MOST_PATHS = 50;

  private final Language language;
  private final @Nullable SynonymMap map;
  private final @Nullable Function<String, Optional<String>> likest;

  private Synonyms(Language language, @Nullable SynonymMap map) {
    this(language, map, null);
  }

  private Synonyms(
      Language language,
      @Nullable SynonymMap map,
      @Nullable Function<String, Optional<String>> likest) {
    this.language = language;
    this.map = map;
    this.likest = likest;
  }

  /**
   * The same, and for each term of a query another one that counts as it.
   *
   * @param likest gives it, where there is one
   */
  public Synonyms with(Function<String, Optional<String>> likest) {
    return new Synonyms(language, map, likest);
  }

  /** Reads a file of English words. */
  public static Synonyms read(Path file) {
    return read(file, Language.ENGLISH);
  }

  /**
   * Reads a file in Solr's format: {@code aws, amazon web services} where each stands for all, or
   * {@code k8s => kubernetes} where the left stands for the right too; '#' starts a comment.
   *
   * @param language of the index that is searched
   * @throws UserException if it can't be read, or a line is of no such form
   */
  public static Synonyms read(Path file, Language language) {
    SolrSynonymParser parser =
        new SolrSynonymParser(true, true, language.analyzer()) {
          @Override
          public void add(CharsRef input, CharsRef output, boolean includeOrig) {
            // What was typed is looked for too, also on the left of '=>'.
            super.add(input, output, true);
          }
        };
    try (Reader reader = Files.newBufferedReader(file)) {
      parser.parse(reader);
      return new Synonyms(language, parser.build());
    } catch (ParseException e) {
      String cause = e.getCause() == null ? "" : ": " + e.getCause().getMessage();
      throw new UserException(
          "the synonyms '%s': %s%s; a line is such as 'aws, amazon web services' or 'k8s => kubernetes'"
              .formatted(file, e.getMessage(), cause),
          e);
    } catch (MalformedInputException e) {
      throw new UserException("the synonyms '%s' are no text in UTF-8".formatted(file), e);
    } catch (IOException e) {
      throw new UserException("the synonyms '%s' can't be read".formatted(file), e);
    }
  }

  /** Adds to a search what its words stand for. */
  void addTo(Narrowing.Builder narrowing, String words, Phrases phrases) {
    if (map == null && likest == null) {
      return;
    }
    List<String> own = own(words);
    if (likest != null) {
      for (String term : own) {
        likest.apply(term).ifPresent(other -> narrowing.alternative(term, other));
      }
    }
    // A map without a rule has no automaton to walk.
    if (map != null && map.fst != null && !own.isEmpty()) {
      addRules(narrowing, words, own, map, phrases);
    }
  }

  private void addRules(
      Narrowing.Builder narrowing,
      String words,
      List<String> own,
      SynonymMap map,
      Phrases phrases) {
    try (TokenStream tokens = language.analyzer().tokenStream(SectionFields.TEXT, words)) {
      GraphTokenStreamFiniteStrings graph =
          new GraphTokenStreamFiniteStrings(new SynonymGraphFilter(tokens, map, true));
      int start = 0;
      List<Integer> ends = new ArrayList<>();
      for (int point : graph.articulationPoints()) {
        ends.add(point);
      }
      ends.add(-1);
      for (int end : ends) {
        add(narrowing, paths(graph, start, end), own, phrases);
        start = end;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What may stand between two points of a query, its own words among it. */
  private static List<List<String>> paths(GraphTokenStreamFiniteStrings graph, int start, int end)
      throws IOException {
    List<List<String>> paths = new ArrayList<>();
    if (graph.hasSidePath(start)) {
      Iterator<TokenStream> all = graph.getFiniteStrings(start, end);
      while (all.hasNext() && paths.size() < MOST_PATHS) {
        paths.add(terms(all.next()));
      }
    } else {
      for (Term term : graph.getTerms(SectionFields.TEXT, start)) {
        paths.add(List.of(term.text()));
      }
    }
    return paths;
  }

  private static void add(
      Narrowing.Builder narrowing, List<List<String>> all, List<String> own, Phrases phrases) {
    for (List<String> path : all) {
      boolean original = Collections.indexOfSubList(own, path) >= 0;
      if (original) {
        continue;
      }
      for (List<String> from : all) {
        boolean typed = Collections.indexOfSubList(own, from) >= 0;
        if (typed && from.size() == 1 && path.size() == 1) {
          narrowing.alternative(from.get(0), path.get(0));
        } else if (typed) {
          narrowing.further(String.join(" ", path), phrases.ofTerms(path));
        }
      }
    }
  }

  private List<String> own(String words) {
    return AnalyzedWord.of(words, language).stream().map(AnalyzedWord::term).toList();
  }

  private static List<String> terms(TokenStream tokens) throws IOException {
    List<String> terms = new ArrayList<>();
    try (tokens) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken()) {
        terms.add(term.toString());
      }
      tokens.end();
    }
    return terms;
  }
}
