package dev.docent.serving.web;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which section others are to be like.
 *
 * @param section its id, at most {@value #MAX_SECTION} characters
 * @param size how many articles to give
 */
record SimilarRequest(String section, int size) {
  static final int MAX_SECTION = 1000;

  /**
   * Reads the parameters {@code section} and {@code size}.
   *
   * @throws BadRequestException with every parameter that is wrong
   */
  static SimilarRequest of(Function<String, @Nullable String> parameters) {
    BadRequestException.Collector problems = new BadRequestException.Collector();
    String section = parameters.apply("section");
    if (section == null || section.isBlank() || section.length() > MAX_SECTION) {
      problems.add(
          "section", "must be a section's id of at most %d characters".formatted(MAX_SECTION));
    }
    int size =
        SearchRequest.number(
            parameters.apply("size"),
            "size",
            SearchRequest.DEFAULT_SIZE,
            1,
            SearchRequest.MAX_SIZE,
            problems);
    problems.throwIfAny();
    return new SimilarRequest(section == null ? "" : section, size);
  }
}
