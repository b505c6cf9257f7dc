package dev.docent.transforms.dataset.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionPatternsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A watermark is a promise that no older event will arrive. | what is watermark
          Bucket checksums are used to find replicas that differ. | what are bucket checksums
          To drain a node before an upgrade, cordon it and wait. | how to drain a node before an upgrade
          In order to rotate the keys, publish both for a day. | how to rotate the keys
          If a checkpoint expires, the job falls back to the last one. | what happens when a checkpoint expires
          The scheduler assigns pods to nodes because nobody else can. | why the scheduler assigns pods to nodes
          The load balancer allows clients to find a healthy server. | what does load balancer do
          Use a budget alert to learn of a spike in cost. | how to learn of a spike in cost
          Secrets can be mounted as files in the container. | how can secrets be mounted
          There are three kinds of probe that a pod may have. | what are the kinds of probe
          """)
  void asksWhatAStatementAnswers(String statement, String question) {
    assertEquals(Optional.of(question), QuestionPatterns.ask(statement));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This is a way to do it without a restart.",
        "It is used by all the clients of the cluster.",
        "They are the owners of everything in the house.",
        "If this happens, the job falls back to the last one.",
        "To do that, open the console and look for the button.",
        "Nothing here has such a form at all, really."
      })
  void asksNothingOfStatementsThatLeanOnOthers(String statement) {
    assertEquals(Optional.empty(), QuestionPatterns.ask(statement));
  }

  @Test
  void keepsAcronymsAsTheyAre() {
    assertEquals(
        Optional.of("what is TLS"),
        QuestionPatterns.ask("TLS is a protocol that keeps connections private."));
  }
}
