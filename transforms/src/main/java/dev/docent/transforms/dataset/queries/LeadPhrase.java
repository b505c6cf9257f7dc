package dev.docent.transforms.dataset.queries;

import dev.docent.transforms.dataset.CorpusSection;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** The first words of the section's first sentence, up to a pause in it. */
final class LeadPhrase implements QueryMaker {
  private static final int MIN_WORDS = 3;
  private static final int MAX_WORDS = 10;

  /** How pages speak of themselves, which nobody asks for. */
  private static final Pattern OF_ITSELF =
      Pattern.compile(
          "(?i)^(?:(?:in|on|from|through|throughout)\\s+)?(?:the|this|these|that|here)(?:\\s+\\w+){0,2}?"
              + "\\s*\\b(?:section|page|document|guide|tutorial|article|chapter|reference|post|example|table|figure|note|list|paper|steps?)s?\\b"
              + "(?:\\s+(?:below|above))?(?:\\s+(?:will|can|also|briefly))?"
              + "(?:\\s+(?:describe|explain|show|list|cover|outline|provide|present|discuss|give|contain|is|are|walk|introduce|document|summari[sz]e|detail|assume)\\w*)?"
              + "(?:\\s+(?:you\\s+)?(?:how|what|why|that|about|through))?[,:]?\\s*(?:to\\s+)?");

  private static final Pattern PAUSE = Pattern.compile(".*[,;:)(\u2014\u2013-]$");

  @Override
  public QueryKind kind() {
    return QueryKind.LEAD_PHRASE;
  }

  @Override
  public Attempts make(
      CorpusSection section, SectionText text, TermStatistics statistics, SplittableRandom random) {
    List<Integer> prose = text.prose();
    if (prose.isEmpty() || prose.get(0) > 1) {
      return Attempts.none();
    }
    return new Attempts(
        prose.subList(0, 1),
        1,
        lead -> {
          String query = phrase(Words.clean(text.sentences().get(lead)), random);
          return Words.isTypeable(query, 2)
              ? Optional.of(new MadeQuery(query, text.around(lead, random)))
              : Optional.empty();
        });
  }

  static String phrase(String sentence, SplittableRandom random) {
    String subject = withoutReferenceToItself(sentence);
    List<String> words = Words.trimFunctionWords(Words.of(beforeBracket(subject)));
    int limit = Math.min(words.size(), MIN_WORDS + 1 + random.nextInt(MAX_WORDS - MIN_WORDS));
    int end = limit;
    for (int i = MIN_WORDS - 1; i < limit - 1; i++) {
      if (PAUSE.matcher(words.get(i)).matches()) {
        end = i + 1;
        break;
      }
    }
    List<String> cut = Words.trimEnd(words.subList(0, end));
    return cut.size() < MIN_WORDS ? "" : Words.join(cut);
  }

  private static String beforeBracket(String text) {
    int bracket = text.indexOf('(');
    return bracket < 0 ? text : text.substring(0, bracket);
  }

  /** Leaves out an opening such as 'This section describes how to'. */
  static String withoutReferenceToItself(String sentence) {
    return OF_ITSELF.matcher(sentence).replaceFirst("");
  }
}
