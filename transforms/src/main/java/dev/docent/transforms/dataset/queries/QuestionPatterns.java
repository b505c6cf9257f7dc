package dev.docent.transforms.dataset.queries;

import dev.docent.records.text.Terms;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns English statements into the questions that they answer, by their form. */
final class QuestionPatterns {
  private static final int MAX_SUBJECT_WORDS = 6;
  private static final int MAX_ACTION_WORDS = 12;

  private static final String SUBJECT = "^(?:(?:The|A|An|Each|Every) )?(?<x>[^,;:()]{2,70}?) ";

  /**
   * The pattern of a statement, and the question from its match; nothing where it makes none.
   *
   * @param has one of these stands in every such statement, empty where that is not known: most
   *     statements are told by it, which costs less than the pattern
   */
  private record Form(
      List<String> has, Pattern statement, Function<Matcher, Optional<String>> question) {
    boolean isPossible(String text) {
      return has.isEmpty() || has.stream().anyMatch(text::contains);
    }

    Form having(String... any) {
      return new Form(List.of(any), statement, question);
    }
  }

  private static final List<Form> FORMS =
      List.of(
          form(
              "^(?:In order to|To) (?<y>[a-z][^,;:()]{6,90}), .{10,}",
              m -> action("how to %s", m.group("y"))),
          form(
              "^(?:You can |One can |Simply |Then |Next, )?"
                  + "(?:[Uu]se|[Ss]et|[Aa]dd|[Rr]un|[Cc]onfigure|[Cc]reate|[Cc]all|[Ee]nable|[Ss]pecify|[Dd]efine) "
                  + ".{3,60}? to (?<y>[a-z][^,;:()]{6,80}?)(?:[.,;:(]|$).*",
              m -> action("how to %s", m.group("y"))),
          form(
                  SUBJECT + "(?:are|is) (?:the )?(?:default|recommended|maximum|minimum) .*",
                  m -> subject("what is the default %s", "what is the default %s", m.group("x")))
              .having("default ", "recommended ", "maximum ", "minimum "),
          form(
                  SUBJECT
                      + "(?<be>is|are) (?:a|an|the|one of the|any|used|designed|responsible) .{8,}",
                  m -> subject("what is %s", "what are %s", m.group("x"), m.group("be")))
              .having(" is ", " are "),
          form(
              SUBJECT
                  + "(?:allows?|enables?|lets?|supports?|provides?|ensures?|helps?|contains?|returns?|controls?|specifies|specify|defines?|determines?|describes?|represents?|handles?|manages?) .{8,}",
              m -> subject("what does %s do", "what do %s do", m.group("x"))),
          form(
                  SUBJECT
                      + "(?<be>is|are) (?<v>(?!consider)[a-z]+(?:ed|en|ade|ilt|ent)) (?:by|from|using|with|through|when|as) .{6,}",
                  m ->
                      subject(
                          "how is %s " + m.group("v"),
                          "how are %s " + m.group("v"),
                          m.group("x"),
                          m.group("be")))
              .having(" is ", " are "),
          form(
                  SUBJECT
                      + "(?:can|must|should|may) be (?<v>(?!consider)[a-z]+(?:ed|en|ade|ilt|ent|et|un)) .{6,}",
                  m ->
                      subject(
                          "how can %s be " + m.group("v"),
                          "how can %s be " + m.group("v"),
                          m.group("x")))
              .having(" be "),
          form(
              "^(?:If|When|Whenever|Once) (?<y>[^,;:()]{8,80}), .{10,}",
              m -> action("what happens when %s", m.group("y"))),
          form(
                  SUBJECT + "(?:consists? of|refers? to|means) .{6,}",
                  m -> subject("what is %s", "what are %s", m.group("x")))
              .having(" consist", " refer", " means "),
          form(
              "^There (?:are|is) (?:(?:two|three|four|five|six|several|many|various|different|a few|a number of|some) )+(?<x>[a-z][^,;:.()]{3,50}?)(?: that| which| in | to |[.,:;]|$).*",
              m -> subject("what are the %s", "what are the %s", m.group("x"))),
          form("^(?<y>[A-Z][^,;:()]{10,80}?) because .{8,}", m -> action("why %s", m.group("y")))
              .having(" because "));

  private QuestionPatterns() {}

  /** The question of the first form that the statement has, without a question mark. */
  static Optional<String> ask(String statement) {
    for (Form form : FORMS) {
      if (!form.isPossible(statement)) {
        continue;
      }
      Matcher matcher = form.statement().matcher(statement);
      if (matcher.matches()) {
        Optional<String> question = form.question().apply(matcher);
        if (question.isPresent()) {
          return question;
        }
      }
    }
    return Optional.empty();
  }

  private static Form form(String statement, Function<Matcher, Optional<String>> question) {
    return new Form(List.of(), Pattern.compile(statement), question);
  }

  private static Optional<String> subject(String one, String many, String subject, String be) {
    return subject(be.equals("are") ? many : one, many, subject);
  }

  /** A question about a thing: a short name, not 'this', 'it' or 'which'. */
  private static Optional<String> subject(String one, String many, String subject) {
    List<String> words = Words.of(Words.trim(subject));
    if (words.isEmpty()
        || words.size() > MAX_SUBJECT_WORDS
        || pointsElsewhere(words)
        || hasInnerArticle(words)
        || Terms.isFunctionWord(words.get(words.size() - 1))) {
      return Optional.empty();
    }
    return Optional.of(one.formatted(lowerFirst(String.join(" ", words))));
  }

  /** A question about doing: a short verb phrase that doesn't lean on what was said before. */
  private static Optional<String> action(String question, String action) {
    List<String> words = Words.of(Words.trim(action));
    if (words.size() < 2
        || words.size() > MAX_ACTION_WORDS
        || pointsElsewhere(words.subList(0, 1))) {
      return Optional.empty();
    }
    boolean leans = words.stream().anyMatch(w -> LEANING.contains(w.toLowerCase(Locale.ROOT)));
    return leans
        ? Optional.empty()
        : Optional.of(question.formatted(lowerFirst(Words.join(words))));
  }

  private static final Set<String> LEANING =
      Words.set(
          """
          this these those it them above below following such that
          """);

  private static final Set<String> POINTING =
      Words.set(
          """
          this that these those it its he she they their his her we you your our i there
          here which what who another other such one some all both each and but or so also
          note if when as in for following above below first second next then example
          section result results reason however author authors paper article present same
          only most many while although since because after before with by at on from to
          """);

  /** An article after the first word: two sentences without a full stop, as in tables. */
  private static boolean hasInnerArticle(List<String> words) {
    return words.stream()
        .skip(1)
        .anyMatch(w -> w.equals("The") || w.equals("A") || w.equals("This"));
  }

  private static boolean pointsElsewhere(List<String> words) {
    String first = words.get(0).toLowerCase(Locale.ROOT);
    boolean leans = words.stream().anyMatch(w -> LEANING.contains(w.toLowerCase(Locale.ROOT)));
    return POINTING.contains(first) || leans;
  }

  /** 'Attribute sizing' becomes 'attribute sizing'; 'HTTP' and 'YQL' stay. */
  private static String lowerFirst(String text) {
    boolean plain =
        text.length() > 1
            && Character.isUpperCase(text.charAt(0))
            && !hasUpper(firstWordRest(text));
    return plain ? Character.toLowerCase(text.charAt(0)) + text.substring(1) : text;
  }

  private static String firstWordRest(String text) {
    int space = text.indexOf(' ');
    return text.substring(1, space < 0 ? text.length() : space);
  }

  private static boolean hasUpper(String text) {
    return text.chars().anyMatch(Character::isUpperCase);
  }
}
