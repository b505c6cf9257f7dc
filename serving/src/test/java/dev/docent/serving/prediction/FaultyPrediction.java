package dev.docent.serving.prediction;

import dev.docent.records.text.PairEncoder.Pair;
import dev.docent.serving.prediction.proto.PredictRequest;
import dev.docent.serving.prediction.proto.PredictResponse;
import dev.docent.serving.prediction.proto.PredictionServiceGrpc;
import dev.docent.serving.prediction.proto.TensorProto;
import dev.docent.serving.ranking.PairModel;
import dev.docent.serving.ranking.ScoringException;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A prediction server, by another implementation of gRPC, that fails when it is told to. */
public final class FaultyPrediction implements AutoCloseable {
  private final PairModel model;
  private final int port;
  private volatile @Nullable Fault fault;
  private Server server;

  /** What may go wrong. */
  public enum Fault {
    KILLED,
    HUNG,
    NOT_A_NUMBER,
    TOO_FEW,
    WRONG_SHAPE
  }

  public FaultyPrediction(PairModel model) throws IOException {
    this.model = model;
    this.server = start(0);
    this.port = server.getPort();
  }

  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Fails from now on. */
  public void fail(Fault how) {
    fault = how;
    if (how == Fault.KILLED) {
      server.shutdownNow();
    }
  }

  /** Is well from now on. */
  public void mend() throws IOException, InterruptedException {
    Fault before = fault;
    fault = null;
    if (before == Fault.KILLED) {
      server.awaitTermination();
      server = start(port);
    }
  }

  private Server start(int on) throws IOException {
    return NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", on))
        .addService(
            new PredictionServiceGrpc.PredictionServiceImplBase() {
              @Override
              public void predict(
                  PredictRequest request, StreamObserver<PredictResponse> responses) {
                answer(request, responses);
              }
            })
        .build()
        .start();
  }

  private void answer(PredictRequest request, StreamObserver<PredictResponse> responses) {
    Fault now = fault;
    if (now == Fault.HUNG) {
      return;
    }
    responses.onNext(
        PredictResponse.newBuilder().putOutputs(ModelLookup.SCORE, scores(request, now)).build());
    responses.onCompleted();
  }

  private TensorProto scores(PredictRequest request, @Nullable Fault now) {
    float[] scores;
    try {
      List<Pair> pairs = PairTensors.read(request.getInputsMap(), 1024, 512, 100_000);
      scores = model.score(pairs);
    } catch (ScoringException e) {
      throw new IllegalStateException(e);
    }
    if (now == null) {
      return Tensors.ofFloats(scores);
    }
    return switch (now) {
      case NOT_A_NUMBER -> {
        scores[scores.length - 1] = Float.NaN;
        yield Tensors.ofFloats(scores);
      }
      case TOO_FEW -> Tensors.ofFloats(Arrays.copyOf(scores, scores.length - 1));
      case WRONG_SHAPE -> Tensors.ofFloats(new float[][] {scores, scores});
      default -> Tensors.ofFloats(scores);
    };
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
