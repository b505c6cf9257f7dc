package dev.docent.models.training;

import dev.docent.records.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tensorflow.DeviceSpec;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/**
 * Where a network is trained: on one device that TensorFlow chooses, or on several, each with a
 * share of every step's pairs.
 *
 * @param names such as {@code gpu:0} and {@code gpu:1}; empty where TensorFlow chooses
 * @param mixed whether GPUs compute matrix products in 16 bits
 */
record Devices(List<String> names, boolean mixed) {
  /** TensorFlow chooses. */
  static final Devices AUTOMATIC = new Devices(List.of(), false);

  private static final float MIXED_LOSS_SCALE = 1024;
  private static final String AUTO = "auto";
  private static final Pattern NAME = Pattern.compile("(cpu|gpu):(\\d{1,2})");

  /**
   * Reads the settings.
   *
   * @param devices {@code auto}, or names parted by commas
   * @param precision {@code float32} or {@code mixed}
   * @throws UserException if they are none, or some GPU isn't there
   */
  static Devices of(String devices, String precision) {
    List<String> names = new ArrayList<>();
    if (!devices.equals(AUTO)) {
      for (String name : devices.toLowerCase(Locale.ROOT).split(",", -1)) {
        if (!NAME.matcher(name.strip()).matches() || names.contains(name.strip())) {
          throw new UserException(
              "--devices is '%s'; it must be auto, or each device once as gpu:0,gpu:1 or cpu:0,cpu:1"
                  .formatted(devices));
        }
        names.add(name.strip());
      }
    }
    Devices all = new Devices(List.copyOf(names), precision.equals("mixed"));
    if (all.mixed() && all.gpus() == 0) {
      throw new UserException(
          "--precision mixed is for GPUs; name them by --devices gpu:0, or train in float32");
    }
    if (all.gpus() > 0) {
      all.requireGpus();
    }
    return all;
  }

  /** What a loss is multiplied by, so that small gradients don't vanish in 16 bits. */
  float lossScale() {
    return mixed ? MIXED_LOSS_SCALE : 1;
  }

  /** How many towers a graph has: one a device. */
  int towers() {
    return Math.max(1, names.size());
  }

  int gpus() {
    return (int) names.stream().filter(name -> name.startsWith("gpu")).count();
  }

  /** Operations made by what this gives are placed on a tower's device. */
  Ops on(Ops tf, int tower) {
    if (names.isEmpty()) {
      return tf;
    }
    Matcher name = matcher(names.get(tower));
    return tf.withDevice(
        DeviceSpec.newBuilder()
            .deviceType(
                name.group(1).equals("gpu") ? DeviceSpec.DeviceType.GPU : DeviceSpec.DeviceType.CPU)
            .deviceIndex(Integer.valueOf(name.group(2)))
            .build());
  }

  /** A tower's device as TensorFlow's graphs name it. */
  String placement(int tower) {
    Matcher name = matcher(names.get(tower));
    return "/device:%s:%s".formatted(name.group(1).toUpperCase(Locale.ROOT), name.group(2));
  }

  /** How a session is to be set up: with as many CPU devices as are named. */
  ConfigProto config() {
    ConfigProto.Builder config = ConfigProto.newBuilder().setAllowSoftPlacement(true);
    int cpus =
        names.stream()
            .filter(name -> name.startsWith("cpu"))
            .mapToInt(name -> Integer.parseInt(matcher(name).group(2)) + 1)
            .max()
            .orElse(1);
    config.putDeviceCount("CPU", cpus);
    if (mixed) {
      config.setGraphOptions(
          GraphOptions.newBuilder()
              .setRewriteOptions(
                  RewriterConfig.newBuilder().setAutoMixedPrecision(RewriterConfig.Toggle.ON)));
    }
    return config.build();
  }

  /**
   * The graph that is run: where there are several towers, a copy in which all are placed. The one
   * that was built must stay open, since it knows its operations' names.
   */
  Graph placed(Graph built) {
    if (towers() == 1) {
      return built;
    }
    Graph placed = new Graph();
    placed.importGraphDef(Gradients.placed(built.toGraphDef(), this));
    return placed;
  }

  private void requireGpus() {
    for (int tower = 0; tower < names.size(); tower++) {
      if (names.get(tower).startsWith("gpu") && !isThere(tower)) {
        throw new UserException(
            "there is no GPU '%s': TensorFlow sees none of that number. Docent must be built with GPU libraries (mvn package -Pgpu) and NVIDIA's driver be installed; or leave --devices out to train on the CPU"
                .formatted(names.get(tower)));
      }
    }
  }

  /** Tries a constant on the device, since the API lists none. */
  private boolean isThere(int tower) {
    try (Graph graph = new Graph()) {
      var constant = on(Ops.create(graph), tower).constant(1f);
      try (Session session =
          new Session(graph, ConfigProto.newBuilder().setAllowSoftPlacement(false).build())) {
        session.runner().fetch(constant).run().close();
        return true;
      } catch (TensorFlowException | IllegalArgumentException e) {
        return false;
      }
    }
  }

  private static Matcher matcher(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalStateException(name);
    }
    return matcher;
  }
}
