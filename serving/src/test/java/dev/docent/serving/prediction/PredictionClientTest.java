package dev.docent.serving.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.serving.prediction.proto.DataType;
import dev.docent.serving.prediction.proto.PredictRequest;
import dev.docent.serving.prediction.proto.PredictResponse;
import dev.docent.serving.prediction.proto.PredictionServiceGrpc;
import dev.docent.serving.prediction.proto.TensorProto;
import dev.docent.serving.ranking.Deadline;
import dev.docent.serving.ranking.ScoringException;
import dev.docent.serving.web.TestCertificate;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client, against grpc-java's server and against sockets that misbehave. */
class PredictionClientTest {
  private static final Pair PAIR = new Pair(new int[] {2, 5, 3}, new int[] {0, 0, 1});

  /** Long enough for a busy machine; tests of the deadline itself take a short one. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final long VERSION = TestModels.served(TestModels::sums).version();

  private static final Duration SHORT = Duration.ofMillis(600);

  private final AtomicInteger asked = new AtomicInteger();
  private final List<String> counted = new CopyOnWriteArrayList<>();
  private AutoCloseable server = () -> {};

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private String serve(BiConsumer<PredictRequest, StreamObserver<PredictResponse>> answer)
      throws IOException {
    Server grpc =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(
                new PredictionServiceGrpc.PredictionServiceImplBase() {
                  @Override
                  public void predict(
                      PredictRequest request, StreamObserver<PredictResponse> responses) {
                    asked.incrementAndGet();
                    answer.accept(request, responses);
                  }
                })
            .build()
            .start();
    server = grpc::shutdownNow;
    return "127.0.0.1:" + grpc.getPort();
  }

  private static void reply(StreamObserver<PredictResponse> responses, TensorProto scores) {
    responses.onNext(PredictResponse.newBuilder().putOutputs("score", scores).build());
    responses.onCompleted();
  }

  private PredictionClient client(String address) {
    return client(address, TIMEOUT);
  }

  private PredictionClient client(String address, Duration timeout) {
    return new PredictionClient(
        address, "docent", VERSION, ClientOptions.of(timeout).withCounted(counted::add));
  }

  /** The first call of a process loads classes; no deadline is tried before. */
  private void warmUp() throws Exception {
    String address = serve((request, r) -> reply(r, Tensors.ofFloats(new float[] {1})));
    try (PredictionClient client = client(address)) {
      client.score(List.of(PAIR));
    }
    server.close();
    asked.set(0);
  }

  private static String failure(PredictionClient client) {
    return assertThrows(ScoringException.class, () -> client.score(List.of(PAIR))).getMessage();
  }

  @Test
  void asksOurServer() throws Exception {
    PredictionServer ours =
        PredictionServer.start(TestModels.served(TestModels::sums), "127.0.0.1", 0);
    server = ours;
    try (PredictionClient client = client("127.0.0.1:" + ours.port())) {
      assertArrayEquals(new float[] {10, 10}, client.score(List.of(PAIR, PAIR)));
    }
  }

  @Test
  void asksAsTensorFlowServingExpects() throws Exception {
    String address =
        serve(
            (request, responses) -> {
              assertEquals("docent", request.getModelSpec().getName());
              assertEquals(VERSION, request.getModelSpec().getVersion().getValue());
              assertEquals("serving_default", request.getModelSpec().getSignatureName());
              assertEquals(List.of("score"), request.getOutputFilterList());
              assertEquals(DataType.DT_INT32, request.getInputsOrThrow("input_ids").getDtype());
              reply(responses, Tensors.ofFloats(new float[] {1}));
            });
    try (PredictionClient client = client(address)) {
      assertArrayEquals(new float[] {1}, client.score(List.of(PAIR)));
    }
  }

  @Test
  void readsScoresAsContentAndAsAColumn() throws Exception {
    ByteBuffer content = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    content.putFloat(1.5f).putFloat(-2).flip();
    TensorProto column =
        TensorProto.newBuilder()
            .setDtype(DataType.DT_FLOAT)
            .setTensorShape(Tensors.shape(2, 1))
            .setTensorContent(ByteString.copyFrom(content))
            .build();
    String address = serve((request, responses) -> reply(responses, column));
    try (PredictionClient client = client(address)) {
      assertArrayEquals(new float[] {1.5f, -2}, client.score(List.of(PAIR, PAIR)));
    }
  }

  @Test
  void asksForManyPairsInParts() throws Exception {
    List<Integer> parts = new CopyOnWriteArrayList<>();
    String address =
        serve(
            (request, responses) -> {
              List<Pair> pairs = PairTensors.read(request.getInputsMap(), 256, 3, 10_000);
              parts.add(pairs.size());
              float[] scores = new float[pairs.size()];
              for (int i = 0; i < scores.length; i++) {
                scores[i] = pairs.get(i).inputIds()[0];
              }
              reply(responses, Tensors.ofFloats(scores));
            });
    List<Pair> pairs = new ArrayList<>();
    float[] expected = new float[600];
    for (int i = 0; i < expected.length; i++) {
      pairs.add(new Pair(new int[] {i + 1, 5, 3}, new int[] {0, 0, 1}));
      expected[i] = i + 1;
    }
    try (PredictionClient client = client(address)) {
      assertArrayEquals(expected, client.score(pairs));
    }
    assertEquals(List.of(256, 256, 88), parts);
  }

  @Test
  void allPartsShareOneDeadline() throws Exception {
    warmUp();
    String address =
        serve(
            (request, responses) -> {
              try {
                Thread.sleep(400);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              reply(responses, Tensors.ofFloats(new float[256]));
            });
    try (PredictionClient client = client(address, SHORT)) {
      List<Pair> pairs = Collections.nCopies(1024, PAIR);
      assertThrows(ScoringException.class, () -> client.score(pairs));
      assertTrue(asked.get() <= 2, "asked " + asked);
    }
  }

  @Test
  void asksAgainWhenTheServerIsBrieflyAway() throws Exception {
    String address =
        serve(
            (request, responses) -> {
              if (asked.get() < 3) {
                responses.onError(Status.UNAVAILABLE.asRuntimeException());
              } else {
                reply(responses, Tensors.ofFloats(new float[] {4}));
              }
            });
    try (PredictionClient client = client(address)) {
      assertArrayEquals(new float[] {4}, client.score(List.of(PAIR)));
      assertEquals(3, asked.get());
    }
  }

  @Test
  void doesNotAskAgainAfterOtherFailures() throws Exception {
    String address =
        serve(
            (request, responses) ->
                responses.onError(Status.NOT_FOUND.withDescription("secret").asRuntimeException()));
    try (PredictionClient client = client(address)) {
      assertEquals(
          "the prediction server has no model 'docent', version %d".formatted(VERSION),
          failure(client));
      assertEquals(1, asked.get());
    }
  }

  @Test
  void givesUpAtTheDeadline() throws Exception {
    warmUp();
    String address = serve((request, responses) -> {});
    try (PredictionClient client = client(address, SHORT)) {
      long start = System.nanoTime();
      String failure = failure(client);
      assertTrue(failure.startsWith("the model took longer than "), failure);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(took.toMillis() < 5000, "took " + took);
    }
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = closed.getLocalPort();
    }
    try (PredictionClient client = client("127.0.0.1:" + port)) {
      assertEquals("the prediction server can't be reached", failure(client));
    }
  }

  @Test
  void leavesAFailingServerAloneForAWhile() throws Exception {
    String address =
        serve(
            (request, responses) -> {
              if (asked.get() <= 8) {
                responses.onError(Status.INTERNAL.asRuntimeException());
              } else {
                reply(responses, Tensors.ofFloats(new float[] {4}));
              }
            });
    try (PredictionClient client =
        new PredictionClient(
            address,
            "docent",
            VERSION,
            ClientOptions.of(TIMEOUT)
                .withLeftAlone(Duration.ofSeconds(5))
                .withCounted(counted::add))) {
      String last = "";
      for (int i = 0; i < 8 && !last.contains("left alone"); i++) {
        Thread.sleep(150);
        last = failure(client);
      }
      assertTrue(last.contains("left alone"), last);
      assertEquals(2, client.breakerState());
      int before = asked.get();
      failure(client);
      assertEquals(before, asked.get(), "it was asked although it is left alone");
      asked.set(100);
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (true) {
        try {
          assertArrayEquals(new float[] {4}, client.score(List.of(PAIR)));
          break;
        } catch (ScoringException e) {
          assertTrue(System.nanoTime() < end, "never asked again: " + e.getMessage());
          Thread.sleep(100);
        }
      }
      assertEquals(0, client.breakerState());
    }
    for (String to : List.of("open", "half_open", "closed")) {
      String change = "docent_prediction_breaker_changes_total{to=\"" + to + "\"}";
      assertTrue(counted.contains(change), change + " in " + counted);
    }
  }

  @Test
  void refusesNonsense() throws Exception {
    String address =
        serve(
            (request, responses) -> {
              switch (asked.get()) {
                case 1 -> reply(responses, Tensors.ofFloats(new float[] {1, 2}));
                case 2 -> reply(responses, Tensors.ofInts(new int[] {1}, 1, 1));
                case 3 -> reply(responses, Tensors.ofFloats(new float[] {Float.NaN}));
                default -> {
                  responses.onNext(PredictResponse.getDefaultInstance());
                  responses.onCompleted();
                }
              }
            });
    try (PredictionClient client = client(address)) {
      for (int i = 0; i < 4; i++) {
        assertEquals("the prediction server gave no proper answer", failure(client));
      }
    }
  }

  @Test
  void bearsASocketThatSpeaksAnotherLanguage() throws Exception {
    warmUp();
    ServerSocket garbage = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
    Thread thread =
        new Thread(
            () -> {
              while (!garbage.isClosed()) {
                try (Socket socket = garbage.accept()) {
                  socket
                      .getOutputStream()
                      .write(
                          "HTTP/1.1 200 OK\r\n\r\n<html>"
                              .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                } catch (IOException e) {
                  // The client went away, or the test is over.
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    server = garbage;
    try (PredictionClient client = client("127.0.0.1:" + garbage.getLocalPort(), SHORT)) {
      long start = System.nanoTime();
      failure(client);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(took.toMillis() < 5000, "took " + took);
    }
  }

  @Test
  void asksNothingForNoPairs() throws Exception {
    try (PredictionClient client = client("127.0.0.1:1")) {
      assertEquals(0, client.score(List.of()).length);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Pair> numbered(int pairs) {
    List<Pair> all = new ArrayList<>();
    for (int i = 1; i <= pairs; i++) {
      all.add(new Pair(new int[] {i}, new int[] {0}));
    }
    return all;
  }

  @Test
  void givesWhatWasScoredInTime() throws Exception {
    warmUp();
    String address =
        serve(
            (request, responses) -> {
              List<Pair> pairs = PairTensors.read(request.getInputsMap(), 32, 1, 1000);
              if (pairs.get(0).inputIds()[0] == 1) {
                reply(responses, Tensors.ofFloats(TestModels.sums(pairs)));
              }
            });
    try (PredictionClient client = client(address, Duration.ofSeconds(2))) {
      float[] some = client.scoreBy(numbered(80), Deadline.none());
      assertEquals(32, some.length);
      assertEquals(32, some[31]);
      assertEquals(3, asked.get());
      assertTrue(counted.contains("docent_prediction_cut_short_total"), "" + counted);
      assertEquals(0, client.breakerState());
    }
  }

  @Test
  void givesAllInOrderWhereThereIsTime() throws Exception {
    PredictionServer ours =
        PredictionServer.start(
            new ServedModel("docent", VERSION, 16, 1000, TestModels::sums), "127.0.0.1", 0);
    server = ours;
    try (PredictionClient client = client("127.0.0.1:" + ours.port())) {
      List<Pair> pairs = numbered(200);
      assertArrayEquals(TestModels.sums(pairs), client.scoreBy(pairs, Deadline.none()));
    }
  }

  @Test
  void theServersRefusalOfLaterPartsLeavesTheFirstOnes() throws Exception {
    String address =
        serve(
            (request, responses) -> {
              List<Pair> pairs = PairTensors.read(request.getInputsMap(), 32, 1, 1000);
              if (pairs.get(0).inputIds()[0] < 64) {
                reply(responses, Tensors.ofFloats(TestModels.sums(pairs)));
              } else {
                responses.onError(Status.RESOURCE_EXHAUSTED.asRuntimeException());
              }
            });
    try (PredictionClient client = client(address)) {
      assertEquals(64, client.scoreBy(numbered(80), Deadline.none()).length);
    }
  }

  @Test
  void anAskersShortTimeSaysNothingOfTheServer() throws Exception {
    warmUp();
    String address = serve((request, responses) -> sleep(1));
    try (PredictionClient client = client(address)) {
      for (int i = 0; i < 12; i++) {
        ScoringException e =
            assertThrows(
                ScoringException.class,
                () -> client.scoreBy(List.of(PAIR), Deadline.in(Duration.ofMillis(20))));
        assertEquals("the model took longer than was asked for", e.getMessage());
      }
      assertEquals(0, client.breakerState());
    }
  }

  @Test
  void asksNothingWhereTheTimeIsUpBefore() throws Exception {
    String address =
        serve((request, responses) -> reply(responses, Tensors.ofFloats(new float[] {1})));
    try (PredictionClient client = client(address)) {
      Deadline past = Deadline.in(Duration.ofMillis(-1));
      ScoringException e =
          assertThrows(ScoringException.class, () -> client.scoreBy(List.of(PAIR), past));
      assertEquals("the search waited until no time was left for the model", e.getMessage());
      assertEquals(0, asked.get());
    }
  }

  @Test
  void asksNothingWhereNobodyWaits() throws Exception {
    String address =
        serve((request, responses) -> reply(responses, Tensors.ofFloats(new float[] {1})));
    try (PredictionClient client = client(address)) {
      Deadline abandoned = Deadline.none().unless(() -> true);
      ScoringException e =
          assertThrows(ScoringException.class, () -> client.scoreBy(List.of(PAIR), abandoned));
      assertEquals("nobody waits for the answer any more", e.getMessage());
      assertEquals(0, asked.get());
      assertEquals(List.of("docent_prediction_calls_total{outcome=\"cancelled\"}"), counted);
    }
  }

  @Test
  void aTrialThatEndsByAFaultOfOursIsFollowedByAnotherAtOnce() throws Exception {
    AtomicBoolean well = new AtomicBoolean();
    String address =
        serve(
            (request, responses) -> {
              if (well.get()) {
                reply(responses, Tensors.ofFloats(new float[] {4}));
              } else {
                responses.onError(Status.INTERNAL.asRuntimeException());
              }
            });
    ClientOptions options = ClientOptions.of(TIMEOUT).withLeftAlone(Duration.ofMillis(20));
    try (PredictionClient client = new PredictionClient(address, "docent", VERSION, options)) {
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (client.breakerState() == 0) {
        assertTrue(System.nanoTime() < end, "never left alone");
        failure(client);
        Thread.sleep(5);
      }
      well.set(true);
      List<Pair> wrong = Collections.singletonList(null);
      while (true) {
        try {
          client.score(wrong);
        } catch (NullPointerException e) {
          break;
        } catch (ScoringException e) {
          assertTrue(System.nanoTime() < end, "never tried: " + e.getMessage());
          Thread.sleep(5);
        }
      }
      assertEquals(1, client.breakerState());
      assertArrayEquals(new float[] {4}, client.score(List.of(PAIR)));
    }
  }

  @Test
  void asksForNoMoreThanABatchAtOnce() throws Exception {
    List<Integer> parts = new CopyOnWriteArrayList<>();
    String address =
        serve(
            (request, responses) -> {
              List<Pair> pairs = PairTensors.read(request.getInputsMap(), 256, 1, 1000);
              parts.add(pairs.size());
              reply(responses, Tensors.ofFloats(TestModels.sums(pairs)));
            });
    ClientOptions options =
        ClientOptions.of(TIMEOUT).withBatchSizes(new Batching(8, 0, 1, 1, List.of(2, 8)));
    try (PredictionClient client = new PredictionClient(address, "docent", VERSION, options)) {
      assertEquals(19, client.scoreBy(numbered(19), Deadline.none()).length);
    }
    parts.sort(null);
    assertEquals(List.of(3, 8, 8), parts);
  }

  @Test
  void retriesHaveABudget() throws Exception {
    String address =
        serve((request, responses) -> responses.onError(Status.UNAVAILABLE.asRuntimeException()));
    try (PredictionClient client = client(address)) {
      for (int i = 0; i < 20; i++) {
        failure(client);
      }
    }
    long retries = counted.stream().filter("docent_prediction_retries_total"::equals).count();
    assertTrue(retries >= 2 && retries <= 5, "retried " + retries + " times");
  }

  @Test
  void speaksTlsAndShowsWhoItIs(@TempDir Path folder) throws Exception {
    TestCertificate own = TestCertificate.make(Files.createDirectories(folder.resolve("a")));
    TestCertificate other = TestCertificate.make(Files.createDirectories(folder.resolve("b")));
    Server grpc =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .sslContext(
                GrpcSslContexts.forServer(own.certificate().toFile(), own.key().toFile())
                    .trustManager(own.certificate().toFile())
                    .clientAuth(ClientAuth.REQUIRE)
                    .build())
            .addService(
                new PredictionServiceGrpc.PredictionServiceImplBase() {
                  @Override
                  public void predict(
                      PredictRequest request, StreamObserver<PredictResponse> responses) {
                    reply(responses, Tensors.ofFloats(new float[] {4}));
                  }
                })
            .build()
            .start();
    server = grpc::shutdownNow;
    String address = "127.0.0.1:" + grpc.getPort();
    ClientTls both = new ClientTls(own.certificate(), own.certificate(), own.key());
    ClientTls nobody = new ClientTls(own.certificate(), null, null);
    ClientTls strange = new ClientTls(other.certificate(), own.certificate(), own.key());
    ClientOptions options = ClientOptions.of(TIMEOUT);
    try (PredictionClient client =
        new PredictionClient(address, "docent", VERSION, options.withTls(both))) {
      assertArrayEquals(new float[] {4}, client.score(List.of(PAIR)));
    }
    for (ClientTls one : List.of(nobody, strange)) {
      try (PredictionClient client =
          new PredictionClient(address, "docent", VERSION, options.withTls(one))) {
        failure(client);
      }
    }
  }
}
