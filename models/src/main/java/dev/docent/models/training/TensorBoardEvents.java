package dev.docent.models.training;

import dev.docent.records.tfrecord.TfRecordWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/**
 * Writes a training's log as TensorBoard reads it: a TFRecord file of {@code tensorflow.Event}, the
 * first of which names the file's version, the others a step's scalars.
 */
final class TensorBoardEvents {
  private static final String VERSION = "brain.Event:2";

  private TensorBoardEvents() {}

  /**
   * Writes one file into a folder, which is one of TensorBoard's runs.
   *
   * @param began when the training's first attempt would have begun, had it not been interrupted
   */
  static void write(List<LogEntry> log, Instant began, Path folder) throws IOException {
    double start = began.toEpochMilli() / 1000.0;
    String name =
        String.format(Locale.ROOT, "events.out.tfevents.%010d.docent", began.getEpochSecond());
    try (TfRecordWriter out = TfRecordWriter.create(folder.resolve(name))) {
      out.write(
          Event.newBuilder().setWallTime(start).setFileVersion(VERSION).build().toByteArray());
      for (LogEntry entry : log) {
        Summary.Builder scalars = Summary.newBuilder();
        add(scalars, "loss", entry.loss());
        add(scalars, "learning_rate", entry.learningRate());
        add(scalars, "gradient_norm", entry.gradientNorm());
        add(scalars, "examples_per_second", entry.examplesPerSecond());
        add(scalars, "validation_mrr", entry.validationMrr());
        out.write(
            Event.newBuilder()
                .setWallTime(start + entry.seconds())
                .setStep(entry.step())
                .setSummary(scalars)
                .build()
                .toByteArray());
      }
    }
  }

  private static void add(Summary.Builder scalars, String tag, @Nullable Double value) {
    if (value != null) {
      scalars.addValue(Summary.Value.newBuilder().setTag(tag).setSimpleValue(value.floatValue()));
    }
  }
}
