package dev.docent.pipelines.beam;

import dev.docent.pipelines.jobjar.JobJar;
import dev.docent.records.UserException;
import java.io.IOException;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;

/** A job on a Flink cluster elsewhere: what it is given unless the user says otherwise. */
final class RemoteFlink {
  /** A job whose driver is gone this long is cancelled by the JobManager. */
  static final long HEARTBEAT_MILLIS = 60_000;

  /** How the driver meets the JobManager: it gives up after some half a minute without answer. */
  private static final String SETTINGS =
      """
      execution.attached: true
      execution.shutdown-on-attached-exit: true
      client.heartbeat.timeout: %d
      rest.retry.max-attempts: 20
      rest.retry.delay: 1000
      rest.connection-timeout: 10000
      rest.await-leader-timeout: 10000
      """
          .formatted(HEARTBEAT_MILLIS);

  /** Whether TaskManagers come when a job asks for them, as in Kubernetes. */
  private static final String ELASTIC = "DOCENT_FLINK_ELASTIC";

  private RemoteFlink() {}

  static boolean isMaster(String master) {
    return !master.startsWith("[");
  }

  /**
   * Completes the options.
   *
   * @param parallelismGiven whether the user said how parallel the job is; else all slots are used
   * @throws UserException if no cluster answers, or it has no slot
   */
  static void complete(FlinkPipelineOptions flink, boolean parallelismGiven, boolean filesGiven)
      throws IOException {
    String master = flink.getFlinkMaster();
    FlinkRest.Overview cluster = ask(master);
    boolean elastic = Boolean.parseBoolean(System.getenv(ELASTIC));
    int given = parallelismGiven ? flink.getParallelism() : 0;
    flink.setParallelism(parallelism(master, cluster.slots(), given, elastic));
    if (!filesGiven) {
      flink.setFilesToStage(List.of(JobJar.ofThisJvm().toString()));
    }
    if (flink.getFlinkConfDir() == null) {
      flink.setFlinkConfDir(FlinkConf.write(SETTINGS).toString());
    }
  }

  /**
   * How parallel a job is.
   *
   * @param given what the user said; 0 for nothing
   * @param elastic whether the cluster starts TaskManagers when a job asks for them
   */
  static int parallelism(String master, int slots, int given, boolean elastic) {
    if (elastic) {
      if (given <= 0) {
        throw new UserException(
            "%s is true, so that the Flink cluster at '%s' has no number of slots of its own; say --parallelism"
                .formatted(ELASTIC, master));
      }
      return given;
    }
    if (slots == 0) {
      throw new UserException(
          "the Flink cluster at '%s' has no TaskManager: it can't run a job now".formatted(master));
    }
    if (given > slots) {
      throw new UserException(
          "--parallelism is %d, and the Flink cluster at '%s' has %d slots; ask for at most as many"
              .formatted(given, master, slots));
    }
    return given > 0 ? given : slots;
  }

  private static FlinkRest.Overview ask(String master) throws IOException {
    try {
      return FlinkRest.of(master).overview();
    } catch (IOException | IllegalArgumentException e) {
      throw new UserException(
          "--flinkMaster is '%s', where no Flink answers (%s); 'docent cluster start' starts one on this machine"
              .formatted(master, e.getClass().getSimpleName()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + master, e);
    }
  }
}
