package dev.docent.terraform.standin;

import dev.docent.terraform.plugin.ConfigRequest;
import dev.docent.terraform.plugin.ConfigureRequest;
import dev.docent.terraform.plugin.DataState;
import dev.docent.terraform.plugin.Diagnostics;
import dev.docent.terraform.plugin.Empty;
import dev.docent.terraform.plugin.PlanRequest;
import dev.docent.terraform.plugin.PlannedChange;
import dev.docent.terraform.plugin.ProviderGrpc;
import dev.docent.terraform.plugin.ProviderSchemas;
import dev.docent.terraform.plugin.ReadRequest;
import dev.docent.terraform.plugin.ReadState;
import dev.docent.terraform.plugin.Stopped;
import dev.docent.terraform.plugin.TypedConfig;
import dev.docent.terraform.plugin.ValidatedConfig;
import dev.docent.terraform.schema.Shape;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.function.Supplier;
import org.msgpack.value.Value;

/**
 * A Terraform provider on this machine's loopback that validates and plans by the real provider's
 * schema. It refuses to apply: nothing it says of a cloud would be true.
 */
public final class StandInProvider implements AutoCloseable {
  private static final int MAX_MESSAGE_BYTES = 64 << 20;

  private final Server server;

  private StandInProvider(Server server) {
    this.server = server;
  }

  /**
   * Starts one.
   *
   * @param provider the shape of its configuration
   * @param resources by full type name, such as {@code aws_vpc}
   * @param dataSources by full type name
   */
  public static StandInProvider start(
      Shape provider, Map<String, Shape> resources, Map<String, Shape> dataSources)
      throws IOException {
    return new StandInProvider(
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .addService(new Service(provider, resources, dataSources))
            .build()
            .start());
  }

  /** How {@code TF_REATTACH_PROVIDERS} names it. */
  public String attachment() {
    return "{\"Protocol\":\"grpc\",\"ProtocolVersion\":6,\"Pid\":%d,\"Test\":true,\"Addr\":{\"Network\":\"tcp\",\"String\":\"127.0.0.1:%d\"}}"
        .formatted(ProcessHandle.current().pid(), server.getPort());
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static final class Service extends ProviderGrpc.ProviderImplBase {
    private final Shape provider;
    private final Map<String, Shape> resources;
    private final Map<String, Shape> dataSources;

    Service(Shape provider, Map<String, Shape> resources, Map<String, Shape> dataSources) {
      this.provider = provider;
      this.resources = resources;
      this.dataSources = dataSources;
    }

    @Override
    public void getProviderSchema(Empty request, StreamObserver<ProviderSchemas> out) {
      answer(
          out,
          () -> {
            ProviderSchemas.Builder all =
                ProviderSchemas.newBuilder().setProvider(Schemas.of(provider));
            resources.forEach((type, shape) -> all.putResourceSchemas(type, Schemas.of(shape)));
            dataSources.forEach((type, shape) -> all.putDataSourceSchemas(type, Schemas.of(shape)));
            return all.build();
          });
    }

    @Override
    public void validateProviderConfig(ConfigRequest request, StreamObserver<ValidatedConfig> out) {
      answer(out, ValidatedConfig::getDefaultInstance);
    }

    @Override
    public void validateResourceConfig(TypedConfig request, StreamObserver<Diagnostics> out) {
      answer(out, Diagnostics::getDefaultInstance);
    }

    @Override
    public void validateDataResourceConfig(TypedConfig request, StreamObserver<Diagnostics> out) {
      answer(out, Diagnostics::getDefaultInstance);
    }

    @Override
    public void configureProvider(ConfigureRequest request, StreamObserver<Diagnostics> out) {
      answer(out, Diagnostics::getDefaultInstance);
    }

    @Override
    public void readResource(ReadRequest request, StreamObserver<ReadState> out) {
      answer(out, () -> ReadState.newBuilder().setNewState(request.getCurrentState()).build());
    }

    @Override
    public void planResourceChange(PlanRequest request, StreamObserver<PlannedChange> out) {
      answer(
          out,
          () -> {
            Value proposed = Values.decode(request.getProposedNewState());
            Value planned = Values.planned(proposed, resources.get(request.getTypeName()));
            return PlannedChange.newBuilder()
                .setPlannedState(Values.encode(planned))
                .setLegacyTypeSystem(true)
                .build();
          });
    }

    @Override
    public void readDataSource(TypedConfig request, StreamObserver<DataState> out) {
      answer(
          out,
          () -> {
            String type = request.getTypeName();
            Value read =
                Values.looked(Values.decode(request.getConfig()), dataSources.get(type), type);
            return DataState.newBuilder().setState(Values.encode(read)).build();
          });
    }

    @Override
    public void stopProvider(Empty request, StreamObserver<Stopped> out) {
      answer(out, Stopped::getDefaultInstance);
    }

    private static <T> void answer(StreamObserver<T> out, Supplier<T> value) {
      try {
        out.onNext(value.get());
        out.onCompleted();
      } catch (RuntimeException e) {
        out.onError(
            Status.INTERNAL.withDescription(e.toString()).withCause(e).asRuntimeException());
      }
    }
  }
}
