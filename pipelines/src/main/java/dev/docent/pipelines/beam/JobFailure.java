package dev.docent.pipelines.beam;

import dev.docent.records.TransientFailure;
import dev.docent.records.UserException;
import java.io.IOException;
import java.net.ConnectException;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.flink.util.SerializedThrowable;
import org.jspecify.annotations.Nullable;

/** Finds in the failure of a job, wrapped many times by the runner, what the user can mend. */
final class JobFailure {
  private static final String NO_SPACE = "No space left on device";

  private JobFailure() {}

  /** The exception to throw: a {@link UserException} where the cause is known. */
  static RuntimeException explained(RuntimeException failure, PipelineOptions options) {
    boolean unreachable = false;
    for (Throwable t = failure; t != null; t = next(t)) {
      if (t instanceof UserException known) {
        return known;
      }
      if (t instanceof IOException && t.getMessage() != null && t.getMessage().contains(NO_SPACE)) {
        return new UserException(
            "a disk is full where the job runs (%s); make room and run again"
                .formatted(t.getMessage()),
            failure);
      }
      if (t instanceof JobCancellationException) {
        return new UserException(
            "the job was cancelled on the Flink cluster; what it wrote is not used. Run again: finished stages are kept",
            failure);
      }
      unreachable |= t instanceof ConnectException;
    }
    if (unreachable && options.getRunner() == FlinkRunner.class) {
      return new TransientFailure(
          "the Flink cluster at '%s' was lost while the job ran; what the job wrote is not used. Run again when the cluster is back: finished stages are kept"
              .formatted(options.as(FlinkPipelineOptions.class).getFlinkMaster()),
          failure);
    }
    return failure;
  }

  private static @Nullable Throwable next(Throwable thrown) {
    if (thrown instanceof SerializedThrowable sent) {
      Throwable original = sent.deserializeError(JobFailure.class.getClassLoader());
      if (original != sent) {
        return original;
      }
    }
    return thrown.getCause();
  }
}
