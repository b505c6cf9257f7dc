package dev.docent.transforms.wikipedia;

import dev.docent.records.DeadLetter;
import dev.docent.records.stage.Stage;
import dev.docent.transforms.counting.StageCounter;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;

/** Writes and counts dead letters of this stage. */
final class DeadLetters {
  private DeadLetters() {}

  static void put(OutputReceiver<DeadLetter> out, String id, String reason, String detail) {
    StageCounter.deadLetter(reason).inc();
    out.output(new DeadLetter(Stage.MATCH.id(), id, reason, detail));
  }
}
