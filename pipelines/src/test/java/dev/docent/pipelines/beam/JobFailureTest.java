package dev.docent.pipelines.beam;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.records.UserException;
import java.io.IOException;
import java.net.ConnectException;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;

class JobFailureTest {
  @Test
  void namesTheFullDisk() {
    UserException e = explained(new IOException("write: No space left on device"));
    assertTrue(e.getMessage().startsWith("a disk is full where the job runs"), e.getMessage());
  }

  @Test
  void tellsThatTheJobWasCancelled() {
    UserException e =
        explained(new JobCancellationException(new JobID(), "Job was cancelled.", null));
    assertTrue(e.getMessage().startsWith("the job was cancelled"), e.getMessage());
  }

  @Test
  void tellsThatTheClusterWasLost() {
    UserException e = explained(new ConnectException("Connection refused"));
    assertTrue(e.getMessage().contains("'127.0.0.1:8081' was lost"), e.getMessage());
  }

  @Test
  void passesOnWhatTheWorkSaidToTheUser() {
    UserException said = new UserException("the dump 'x' is empty");
    UserException e = explained(new SerializedThrowable(said));
    assertTrue(e.getMessage().equals(said.getMessage()), e.getMessage());
  }

  @Test
  void leavesTheUnknownAsItIs() {
    RuntimeException failure = new IllegalStateException("a bug");
    assertSame(failure, JobFailure.explained(failure, options()));
  }

  private static UserException explained(Throwable cause) {
    return assertInstanceOf(
        UserException.class,
        JobFailure.explained(
            new RuntimeException("Pipeline execution failed", new RuntimeException(cause)),
            options()));
  }

  private static FlinkPipelineOptions options() {
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setFlinkMaster("127.0.0.1:8081");
    return options;
  }
}
