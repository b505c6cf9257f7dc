package dev.docent.pipelines.beam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Asks a JobManager by its REST address. */
public final class FlinkRest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HTTP_BAD_REQUEST = HttpURLConnection.HTTP_BAD_REQUEST;

  /** A job that has ended meanwhile needs no sign of life. */
  private static final int HTTP_NOT_FOUND = HttpURLConnection.HTTP_NOT_FOUND;

  private final String base;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(PATIENCE).version(HttpClient.Version.HTTP_1_1).build();

  private FlinkRest(String base) {
    this.base = base;
  }

  /**
   * @param master such as {@code 127.0.0.1:8081}, with or without a scheme
   */
  public static FlinkRest of(String master) {
    return new FlinkRest(master.contains("://") ? master : "http://" + master);
  }

  /**
   * The cluster in numbers.
   *
   * @param slots of all TaskManagers together
   */
  public record Overview(
      String version, int taskManagers, int slots, int freeSlots, int runningJobs) {}

  /**
   * A job.
   *
   * @param state Flink's word, such as RUNNING
   * @param tasks of all its steps
   * @param finishedTasks those that are done
   */
  public record Job(
      String id, String name, String state, Duration duration, int tasks, int finishedTasks) {}

  /**
   * Asks for the cluster's numbers.
   *
   * @throws IOException if no Flink answers there
   */
  public Overview overview() throws IOException, InterruptedException {
    JsonNode answer = get("/overview");
    return new Overview(
        answer.path("flink-version").asText("unknown"),
        answer.path("taskmanagers").asInt(),
        answer.path("slots-total").asInt(),
        answer.path("slots-available").asInt(),
        answer.path("jobs-running").asInt());
  }

  /** The jobs that the JobManager remembers, the newest first. */
  public List<Job> jobs() throws IOException, InterruptedException {
    List<JsonNode> nodes = new ArrayList<>();
    get("/jobs/overview").path("jobs").forEach(nodes::add);
    nodes.sort(
        (a, b) -> Long.compare(b.path("start-time").asLong(), a.path("start-time").asLong()));
    return nodes.stream()
        .map(
            node ->
                new Job(
                    node.path("jid").asText(),
                    node.path("name").asText(),
                    node.path("state").asText(),
                    Duration.ofMillis(node.path("duration").asLong()),
                    node.path("tasks").path("total").asInt(),
                    node.path("tasks").path("finished").asInt()))
        .toList();
  }

  /**
   * Tells that whoever sent a job still waits for it, and will until a time. Flink 1.19 documents
   * an object as the body but reads a bare number only, so both are tried.
   *
   * @throws IOException if neither is taken
   */
  void beat(String jobId, Instant until) throws IOException, InterruptedException {
    String address = base + "/jobs/" + jobId + "/clientHeartbeat";
    String number = Long.toString(until.toEpochMilli());
    int status = patch(address, number);
    if (status == HTTP_BAD_REQUEST) {
      status = patch(address, "{\"expiredTimestamp\": %s}".formatted(number));
    }
    if (status >= HTTP_BAD_REQUEST && status != HTTP_NOT_FOUND) {
      throw new IOException("%s answered with status %d".formatted(address, status));
    }
  }

  private int patch(String address, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE).build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(
          "%s%s answered with status %d".formatted(base, path, response.statusCode()));
    }
    try {
      return JSON.readTree(response.body());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IOException(base + path + " did not answer with JSON; it is no Flink", e);
    }
  }
}
