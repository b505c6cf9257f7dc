package dev.docent.pipelines.beam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.runtime.rest.messages.JobClientHeartbeatRequestBody;
import org.apache.flink.runtime.rest.util.RestMapperUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlinkRestTest {
  private static final Instant UNTIL = Instant.ofEpochMilli(1_796_080_601_079L);

  /** Reads the expiry out of a heartbeat's body. */
  private interface Reader {
    long read(byte[] body) throws IOException;
  }

  private final List<Long> beats = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private Reader reader;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/jobs/abc/clientHeartbeat",
        exchange -> {
          int status = 202;
          try {
            beats.add(reader.read(exchange.getRequestBody().readAllBytes()));
          } catch (UncheckedIOException e) {
            status = 500;
          } catch (IOException e) {
            status = 400;
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void signsOfLifeAreReadByThisFlinksOwnReader() throws Exception {
    reader =
        body ->
            RestMapperUtils.getStrictObjectMapper()
                .readValue(body, JobClientHeartbeatRequestBody.class)
                .getExpiredTimestamp();
    rest().beat("abc", UNTIL);
    assertEquals(List.of(UNTIL.toEpochMilli()), beats);
  }

  @Test
  void signsOfLifeAreReadWhereTheDocumentedBodyIsAskedFor() throws Exception {
    reader =
        body -> {
          var node = new ObjectMapper().readTree(body).get("expiredTimestamp");
          if (node == null) {
            throw new IOException("no object");
          }
          return node.longValue();
        };
    rest().beat("abc", UNTIL);
    assertEquals(List.of(UNTIL.toEpochMilli()), beats);
  }

  @Test
  void aRefusedSignOfLifeIsTold() {
    reader =
        body -> {
          throw new UncheckedIOException(new IOException("broken"));
        };
    IOException e = assertThrows(IOException.class, () -> rest().beat("abc", UNTIL));
    assertTrue(e.getMessage().endsWith("answered with status 500"), e.getMessage());
  }

  @Test
  void aJobThatHasEndedNeedsNone() throws Exception {
    rest().beat("gone", UNTIL);
    assertEquals(List.of(), beats);
  }

  private FlinkRest rest() {
    return FlinkRest.of("127.0.0.1:" + server.getAddress().getPort());
  }
}
