package dev.docent.serving.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Int64Value;
import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.serving.prediction.proto.ModelSpec;
import dev.docent.serving.prediction.proto.ModelVersionStatus;
import dev.docent.serving.prediction.proto.ModelVersionStatus.State;
import dev.docent.serving.ranking.ScoringException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServablesTest {
  private static final Pair PAIR = new Pair(new int[] {2, 5, 3}, new int[] {0, 0, 1});

  private final AtomicBoolean healthy = new AtomicBoolean();
  private final AtomicInteger closed = new AtomicInteger();
  private final ServingMetrics metrics = new ServingMetrics();
  private final Servables servables = new Servables(Batching.DEFAULT, metrics, healthy::set);

  @AfterEach
  void close() {
    servables.close();
  }

  private ServedModel model(long version) {
    return new ServedModel(
        "docent",
        version,
        16,
        100,
        TestModels::sums,
        null,
        List.of(List.of(PAIR)),
        closed::incrementAndGet);
  }

  private void load(long version) throws IOException {
    servables.load("docent", version, () -> model(version));
  }

  private static ModelSpec.Builder spec() {
    return ModelSpec.newBuilder().setName("docent");
  }

  private static ModelSpec version(long version) {
    return spec().setVersion(Int64Value.of(version)).build();
  }

  private long served(ModelSpec spec) {
    try (Servables.Lease lease = servables.acquire(spec)) {
      return lease.model().version();
    }
  }

  private State state(long version) {
    ModelVersionStatus status = servables.status(version(version)).get(0);
    assertEquals(version, status.getVersion());
    return status.getState();
  }

  private void assertNotFound(ModelSpec spec, String words) {
    StatusRuntimeException e =
        assertThrows(StatusRuntimeException.class, () -> servables.acquire(spec));
    assertEquals(Status.Code.NOT_FOUND, e.getStatus().getCode());
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  @Test
  void servesSeveralVersionsByNumberAndLabel() throws Exception {
    load(3);
    load(5);
    servables.label("docent", "stable", 3);
    servables.label("docent", "canary", 5);
    assertEquals(5, served(spec().build()), "the latest");
    assertEquals(3, served(version(3)));
    assertEquals(3, served(spec().setVersionLabel("stable").build()));
    assertEquals(5, served(spec().setVersionLabel("canary").build()));
    assertNotFound(version(4), "version 3, 5 is served");
    assertNotFound(spec().setVersionLabel("x").build(), "the labels are [canary, stable]");
    assertNotFound(spec().setName("x").build(), "'docent' is");
    assertEquals(
        List.of(5L, 3L),
        servables.status(spec().build()).stream().map(ModelVersionStatus::getVersion).toList());
  }

  @Test
  void takesRequestsOnlyWhenItIsWarm() throws Exception {
    CountDownLatch warming = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ServedModel slow =
        new ServedModel(
            "docent",
            1,
            16,
            100,
            pairs -> {
              warming.countDown();
              assertTrue(awaited(go));
              return TestModels.sums(pairs);
            },
            null,
            List.of(List.of(PAIR)),
            () -> {});
    Thread loading = loading(() -> slow);
    assertTrue(awaited(warming));
    assertEquals(State.LOADING, state(1));
    assertNotFound(spec().build(), "none is served now");
    assertFalse(healthy.get());
    go.countDown();
    loading.join();
    assertEquals(State.AVAILABLE, state(1));
    assertTrue(healthy.get());
    assertEquals(1, served(spec().build()));
    assertTrue(
        metrics.text().contains(":tensorflow:serving:model_warmup_latency_count"), metrics.text());
  }

  private Thread loading(Servables.Loader loader) {
    Thread thread =
        new Thread(
            () -> {
              try {
                servables.load("docent", 1, loader);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    thread.start();
    return thread;
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void endsWhatItHasBegunBeforeItIsClosed() throws Exception {
    load(1);
    Servables.Lease running = servables.acquire(spec().build());
    Thread unloading = new Thread(() -> servables.unload("docent", 1));
    unloading.start();
    while (state(1) != State.UNLOADING) {
      Thread.onSpinWait();
    }
    assertNotFound(version(1), "none is served now");
    assertEquals(0, closed.get());
    assertEquals(List.of(10f), running.pairs().submit(List.of(PAIR), Waiter.patient()).get());
    running.close();
    unloading.join();
    assertEquals(1, closed.get());
    assertEquals(State.END, state(1));
    assertFalse(healthy.get());
  }

  @Test
  void aVersionThatTwoHoldIsLoadedOnceAndClosedByTheLast() throws Exception {
    load(1);
    servables.load(
        "docent",
        1,
        () -> {
          throw new AssertionError("it is loaded already");
        });
    servables.unload("docent", 1);
    assertEquals(State.AVAILABLE, state(1));
    servables.unload("docent", 1);
    assertEquals(State.END, state(1));
    assertEquals(1, closed.get());
    load(1);
    assertEquals(State.AVAILABLE, state(1));
  }

  @Test
  void whatFailsAtItsFirstRequestIsClosedAndNamedSo() throws Exception {
    load(1);
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                servables.load(
                    "docent",
                    2,
                    () ->
                        new ServedModel(
                            "docent",
                            2,
                            16,
                            100,
                            pairs -> {
                              throw new ScoringException("no scores");
                            },
                            null,
                            List.of(List.of(PAIR)),
                            closed::incrementAndGet)));
    assertTrue(e.getMessage().contains("no scores"), e.getMessage());
    assertEquals(1, closed.get());
    ModelVersionStatus status = servables.status(version(2)).get(0);
    assertEquals(State.END, status.getState());
    assertEquals(Status.Code.UNKNOWN.value(), status.getStatus().getErrorCode());
    assertEquals(1, served(spec().build()), "the one before goes on");
    assertTrue(
        metrics.text().contains("load_attempt_count{model_path=\"docent/2\",status=\"fail\"} 1"),
        metrics.text());
  }

  @Test
  void anInterruptedUnloadEndsAllTheSame() throws Exception {
    load(1);
    Servables.Lease lease = servables.acquire(version(1));
    Thread unloading = new Thread(() -> servables.unload("docent", 1));
    unloading.start();
    unloading.interrupt();
    while (state(1) == State.AVAILABLE) {
      Thread.sleep(5);
    }
    assertEquals(State.UNLOADING, state(1));
    assertEquals(0, closed.get(), "closed under a request");
    lease.close();
    unloading.join();
    assertEquals(State.END, state(1));
    assertEquals(1, closed.get());
    load(1);
    assertEquals(State.AVAILABLE, state(1));
  }
}
