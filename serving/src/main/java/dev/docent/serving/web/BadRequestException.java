package dev.docent.serving.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Parameters of a request that are wrong. */
final class BadRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** One parameter and what it must be. */
  record Problem(String parameter, String detail) {}

  private BadRequestException(List<Problem> problems) {
    super(
        problems.stream()
            .map(problem -> problem.parameter() + " " + problem.detail())
            .collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  List<Problem> problems() {
    return problems;
  }

  /** Gathers problems, so that all are told at once. */
  static final class Collector {
    private final List<Problem> found = new ArrayList<>();

    void add(String parameter, String detail) {
      found.add(new Problem(parameter, detail));
    }

    void throwIfAny() {
      if (!found.isEmpty()) {
        throw new BadRequestException(found);
      }
    }
  }
}
