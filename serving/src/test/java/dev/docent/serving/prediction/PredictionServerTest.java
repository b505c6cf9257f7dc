package dev.docent.serving.prediction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Int64Value;
import dev.docent.records.UserException;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.serving.prediction.proto.DataType;
import dev.docent.serving.prediction.proto.GetModelMetadataRequest;
import dev.docent.serving.prediction.proto.GetModelMetadataResponse;
import dev.docent.serving.prediction.proto.GetModelStatusRequest;
import dev.docent.serving.prediction.proto.ModelServiceGrpc;
import dev.docent.serving.prediction.proto.ModelSpec;
import dev.docent.serving.prediction.proto.ModelVersionStatus;
import dev.docent.serving.prediction.proto.PredictRequest;
import dev.docent.serving.prediction.proto.PredictResponse;
import dev.docent.serving.prediction.proto.PredictionServiceGrpc;
import dev.docent.serving.prediction.proto.SignatureDef;
import dev.docent.serving.prediction.proto.SignatureDefMap;
import dev.docent.serving.prediction.proto.TensorProto;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server, asked by grpc-java: what any client of TF-Serving would see. */
class PredictionServerTest {
  private static final Pair PAIR = new Pair(new int[] {2, 5, 3}, new int[] {0, 0, 1});
  private static final ModelSpec DOCENT = ModelSpec.newBuilder().setName("docent").build();

  private PredictionServer server;
  private ManagedChannel channel;

  private void start(dev.docent.serving.ranking.PairModel model, int running, int waiting) {
    server =
        PredictionServer.start(
            TestModels.served(model),
            "127.0.0.1",
            0,
            new Batching(1, 0, waiting, running, List.of()));
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
  }

  private void start() {
    start(TestModels::sums, 1, 1024);
  }

  @AfterEach
  void stop() {
    if (channel != null) {
      channel.shutdownNow();
      server.close();
    }
  }

  @Test
  void embedsTextsBySignature() {
    server =
        PredictionServer.start(
            new ServedModel(
                "docent",
                3,
                16,
                100,
                TestModels::sums,
                texts -> {
                  float[][] vectors = new float[texts.size()][];
                  for (int i = 0; i < vectors.length; i++) {
                    vectors[i] = new float[] {texts.get(i).length, texts.get(i)[0]};
                  }
                  return vectors;
                }),
            "127.0.0.1",
            0);
    channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
    PredictRequest.Builder request =
        PredictRequest.newBuilder()
            .setModelSpec(spec().setSignatureName("embed"))
            .putAllInputs(TextTensors.of(List.of(new int[] {7, 8, 9}, new int[] {5}), 0));
    PredictResponse response = stub().predict(request.build());
    assertEquals("embed", response.getModelSpec().getSignatureName());
    TensorProto vectors = response.getOutputsMap().get("embedding");
    assertArrayEquals(new long[] {2, 2}, Tensors.sizes(vectors));
    assertArrayEquals(new float[] {3, 7, 1, 5}, Tensors.floats(vectors, 4));
    assertRefused(
        request.clone().addOutputFilter("score"),
        Status.Code.INVALID_ARGUMENT,
        "'embedding' is the only one");
    assertRefused(
        PredictRequest.newBuilder()
            .setModelSpec(spec().setSignatureName("other"))
            .putAllInputs(PairTensors.of(List.of(PAIR))),
        Status.Code.INVALID_ARGUMENT,
        "there are 'serving_default' and 'embed'");
    assertRefused(
        PredictRequest.newBuilder()
            .setModelSpec(spec().setSignatureName("embed"))
            .putAllInputs(PairTensors.of(List.of(PAIR))),
        Status.Code.INVALID_ARGUMENT,
        "they must be [text_ids, text_mask]");
  }

  private PredictionServiceGrpc.PredictionServiceBlockingStub stub() {
    return PredictionServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
  }

  private static PredictRequest.Builder request(Pair... pairs) {
    return PredictRequest.newBuilder()
        .setModelSpec(DOCENT)
        .putAllInputs(PairTensors.of(List.of(pairs)));
  }

  private void assertRefused(PredictRequest.Builder request, Status.Code code, String words) {
    StatusRuntimeException e =
        assertThrows(StatusRuntimeException.class, () -> stub().predict(request.build()));
    assertEquals(code, e.getStatus().getCode(), e.getMessage());
    assertTrue(String.valueOf(e.getStatus().getDescription()).contains(words), e.getMessage());
  }

  private static ModelSpec.Builder spec() {
    return DOCENT.toBuilder();
  }

  @Test
  void predicts() {
    start();
    Pair longer = new Pair(new int[] {2, 5, 3, 90, 3}, new int[] {0, 0, 0, 1, 1});
    PredictResponse response = stub().predict(request(PAIR, longer).build());
    assertArrayEquals(
        new float[] {10, 103}, Tensors.floats(response.getOutputsOrThrow("score"), 2));
    assertEquals(3, response.getModelSpec().getVersion().getValue());
    assertEquals("docent", response.getModelSpec().getName());
  }

  @Test
  void takesEachWayToNameTheModel() {
    start();
    for (ModelSpec.Builder spec :
        List.of(
            spec().setVersion(Int64Value.of(3)),
            spec().setVersionLabel("stable"),
            spec().setSignatureName("serving_default"))) {
      stub().predict(request(PAIR).setModelSpec(spec).addOutputFilter("score").build());
    }
  }

  @Test
  void saysWhatIsNotFound() {
    start();
    PredictRequest.Builder request = request(PAIR);
    assertRefused(request.setModelSpec(spec().setName("x")), Status.Code.NOT_FOUND, "'docent' is");
    assertRefused(
        request.setModelSpec(spec().setVersion(Int64Value.of(2))),
        Status.Code.NOT_FOUND,
        "version 3 is served");
    assertRefused(
        request.setModelSpec(spec().setVersionLabel("canary")), Status.Code.NOT_FOUND, "'canary'");
  }

  @Test
  void saysWhatIsInvalid() {
    start();
    assertRefused(
        request(PAIR).setModelSpec(spec().setSignatureName("x")),
        Status.Code.INVALID_ARGUMENT,
        "'serving_default'");
    assertRefused(
        request(PAIR).addOutputFilter("x"), Status.Code.INVALID_ARGUMENT, "no output 'x'");
    assertRefused(
        request(PAIR).removeInputs("input_mask"), Status.Code.INVALID_ARGUMENT, "the inputs are");
    assertRefused(
        request(new Pair(new int[17], new int[17])), Status.Code.INVALID_ARGUMENT, "1 to 16");
    assertRefused(
        request(new Pair(new int[] {100}, new int[1])), Status.Code.INVALID_ARGUMENT, "100");
  }

  @Test
  void refusesRequestsThatAreTooLarge() {
    start();
    int values = PredictionServer.MAX_REQUEST_BYTES;
    PredictRequest.Builder huge =
        request(PAIR).putInputs("input_ids", Tensors.ofInts(new int[values + 1], 1, values + 1));
    assertRefused(huge, Status.Code.RESOURCE_EXHAUSTED, "");
  }

  @Test
  void hidesWhyTheModelFailed() {
    start(
        pairs -> {
          throw new IllegalStateException("a secret path");
        },
        1,
        1);
    StatusRuntimeException e =
        assertThrows(StatusRuntimeException.class, () -> stub().predict(request(PAIR).build()));
    assertEquals(Status.Code.INTERNAL, e.getStatus().getCode());
    assertEquals("the model failed", e.getStatus().getDescription());
  }

  @Test
  void refusesAtOnceWhenTheLineIsFull() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(1);
    start(
        pairs -> {
          running.countDown();
          awaitQuietly(go);
          return TestModels.sums(pairs);
        },
        1,
        1);
    var futures = PredictionServiceGrpc.newFutureStub(channel);
    Future<PredictResponse> first = futures.predict(request(PAIR).build());
    running.await();
    Future<PredictResponse> second = futures.predict(request(PAIR).build());
    Future<PredictResponse> third = futures.predict(request(PAIR).build());
    ExecutionException refused =
        assertThrows(
            ExecutionException.class,
            () -> {
              third.get(10, TimeUnit.SECONDS);
              second.get(10, TimeUnit.SECONDS);
            });
    assertEquals(
        Status.Code.RESOURCE_EXHAUSTED, Status.fromThrowable(refused.getCause()).getCode());
    go.countDown();
    first.get(10, TimeUnit.SECONDS);
  }

  @Test
  void doesNotComputeWhatNobodyWaitsFor() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(1);
    AtomicInteger computed = new AtomicInteger();
    start(
        pairs -> {
          running.countDown();
          awaitQuietly(go);
          computed.incrementAndGet();
          return TestModels.sums(pairs);
        },
        1,
        4);
    Future<PredictResponse> first =
        PredictionServiceGrpc.newFutureStub(channel).predict(request(PAIR).build());
    running.await();
    StatusRuntimeException late =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                PredictionServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(200, TimeUnit.MILLISECONDS)
                    .predict(request(PAIR).build()));
    assertEquals(Status.Code.DEADLINE_EXCEEDED, late.getStatus().getCode());
    // The server's own clock for the request started a little later.
    Thread.sleep(1000);
    go.countDown();
    first.get(10, TimeUnit.SECONDS);
    stub().predict(request(PAIR).build());
    assertEquals(2, computed.get());
  }

  @Test
  void tellsItsSignature() throws Exception {
    start();
    GetModelMetadataResponse response =
        stub()
            .getModelMetadata(
                GetModelMetadataRequest.newBuilder()
                    .setModelSpec(DOCENT)
                    .addMetadataField("signature_def")
                    .build());
    var any = response.getMetadataOrThrow("signature_def");
    assertEquals("type.googleapis.com/tensorflow.serving.SignatureDefMap", any.getTypeUrl());
    SignatureDef signature =
        any.unpack(SignatureDefMap.class).getSignatureDefOrThrow("serving_default");
    assertEquals("tensorflow/serving/predict", signature.getMethodName());
    assertEquals(DataType.DT_INT32, signature.getInputsOrThrow("segment_ids").getDtype());
    assertEquals(3, response.getModelSpec().getVersion().getValue());
  }

  @Test
  void tellsItsStatus() {
    start();
    var response =
        ModelServiceGrpc.newBlockingStub(channel)
            .getModelStatus(GetModelStatusRequest.newBuilder().setModelSpec(DOCENT).build());
    assertEquals(3, response.getModelVersionStatus(0).getVersion());
    assertEquals(ModelVersionStatus.State.AVAILABLE, response.getModelVersionStatus(0).getState());
  }

  @Test
  void tellsItsHealthAndItsMetrics() throws Exception {
    start();
    stub().predict(request(PAIR, PAIR).build());
    assertRefused(request(PAIR).setModelSpec(spec().setName("x\"y")), Status.Code.NOT_FOUND, "");
    assertEquals(
        HealthCheckResponse.ServingStatus.SERVING,
        HealthGrpc.newBlockingStub(channel)
            .check(HealthCheckRequest.getDefaultInstance())
            .getStatus());
    URI uri = URI.create("http://127.0.0.1:" + server.port() + PredictionServer.METRICS_PATH);
    String metrics =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    for (String line :
        List.of(
            "# TYPE :tensorflow:serving:request_count counter",
            ":tensorflow:serving:request_count{model_name=\"docent\",status=\"OK\"} 1",
            ":tensorflow:serving:request_count{model_name=\"\",status=\"NOT_FOUND\"} 1",
            "# TYPE :tensorflow:serving:request_latency histogram",
            ":tensorflow:serving:request_latency_count{model_name=\"docent\",API=\"Predict\",entrypoint=\"GRPC\"} 1",
            ":tensorflow:serving:batching:processed_batch_size_sum{model_name=\"docent\"} 2")) {
      assertTrue(metrics.contains(line + "\n"), line + " in " + metrics);
    }
    assertFalse(metrics.contains("x\"y"), "a client writes no labels");
  }

  @Test
  void saysThatThePortIsTaken() {
    start();
    UserException e =
        assertThrows(
            UserException.class,
            () ->
                PredictionServer.start(
                    TestModels.served(TestModels::sums), "127.0.0.1", server.port()));
    assertTrue(e.getMessage().contains("--prediction-port"), e.getMessage());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
