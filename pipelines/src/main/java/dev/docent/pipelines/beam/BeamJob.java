package dev.docent.pipelines.beam;

import dev.docent.records.Article;
import dev.docent.records.DeadLetter;
import dev.docent.records.Duplicate;
import dev.docent.records.Entry;
import dev.docent.records.LsaTerm;
import dev.docent.records.PageLink;
import dev.docent.records.PageOutcome;
import dev.docent.records.RawPage;
import dev.docent.records.Section;
import dev.docent.records.TextVector;
import dev.docent.records.Topic;
import dev.docent.records.TopicMatch;
import dev.docent.records.TrainingExample;
import dev.docent.records.config.Settings;
import dev.docent.records.stage.StageContext;
import dev.docent.records.store.S3Location;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * The Beam job of a stage: makes the pipeline with the user's options, runs it to its end while
 * showing progress, and moves its counters into the stage's counts.
 *
 * <pre>{@code
 * BeamJob job = BeamJob.of(context);
 * job.pipeline().apply(...);
 * job.run();
 * }</pre>
 */
public final class BeamJob {
  private static final List<Class<? extends SpecificRecord>> RECORDS =
      List.of(
          RawPage.class,
          PageLink.class,
          PageOutcome.class,
          Article.class,
          Section.class,
          DeadLetter.class,
          Duplicate.class,
          Topic.class,
          LsaTerm.class,
          TextVector.class,
          Entry.class,
          TopicMatch.class,
          TrainingExample.class);

  private final StageContext context;
  private final Pipeline pipeline;

  private BeamJob(StageContext context, Pipeline pipeline) {
    this.context = context;
    this.pipeline = pipeline;
  }

  /**
   * Makes the job of a stage.
   *
   * @throws dev.docent.records.UserException if the options after {@code --} aren't Beam's
   */
  public static BeamJob of(StageContext context) throws IOException {
    PipelineOptions options =
        BeamOptions.parse(
            context.runnerArguments(), jobName(context.stage().id()), usesS3(context));
    Pipeline pipeline = Pipeline.create(options);
    registerRecords(pipeline.getCoderRegistry());
    return new BeamJob(context, pipeline);
  }

  private static boolean usesS3(StageContext context) {
    Record settings = context.settings(context.stage().settings());
    return S3Location.isOne(context.outputLocation(""))
        || Settings.externals(settings).values().stream().anyMatch(S3Location::isOne);
  }

  public Pipeline pipeline() {
    return pipeline;
  }

  /**
   * Runs the pipeline and waits for its end.
   *
   * @throws dev.docent.records.UserException if it met something that a user can mend
   * @throws IllegalStateException if it ended in any other way than done
   */
  public void run() {
    PipelineResult result;
    PipelineResult.State state;
    RemoteJob remote = remote(pipeline.getOptions());
    try (JobProgress progress = JobProgress.start(context.stage().id(), remote)) {
      result = pipeline.run();
      state = result.waitUntilFinish();
    } catch (RuntimeException e) {
      throw JobFailure.explained(e, pipeline.getOptions());
    }
    if (state != null && state != PipelineResult.State.DONE) {
      throw new IllegalStateException(
          "the Beam job of stage '%s' ended as %s".formatted(context.stage().id(), state));
    }
    JobCounters.copy(result.metrics(), context.counts());
  }

  /** Of its own, so that no other job of the cluster is taken for it. */
  private static String jobName(String stage) {
    return "docent-%s-%s".formatted(stage, UUID.randomUUID().toString().substring(0, 8));
  }

  private static @Nullable RemoteJob remote(PipelineOptions options) {
    if (options.getRunner() != FlinkRunner.class) {
      return null;
    }
    String master = options.as(FlinkPipelineOptions.class).getFlinkMaster();
    return RemoteFlink.isMaster(master) ? new RemoteJob(master, options.getJobName()) : null;
  }

  /** Our records travel in Avro's binary form. */
  public static void registerRecords(CoderRegistry registry) {
    RECORDS.forEach(type -> register(registry, type));
  }

  private static <T extends SpecificRecord> void register(CoderRegistry registry, Class<T> type) {
    registry.registerCoderForClass(type, AvroCoder.specific(type));
  }
}
