package dev.docent.models.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/** In what numbers a network is computed on the CPU. */
public enum Precision {
  /** 32 bits. */
  FLOAT32,

  /**
   * Matrix products in bfloat16 where TensorFlow's rewriter holds them harmless, the rest in 32
   * bits: faster on CPUs that have instructions for it, slower on others.
   */
  BFLOAT16;

  /** How a session is to compute. */
  public ConfigProto config() {
    if (this == FLOAT32) {
      return ConfigProto.getDefaultInstance();
    }
    return ConfigProto.newBuilder()
        .setGraphOptions(
            GraphOptions.newBuilder()
                .setRewriteOptions(
                    RewriterConfig.newBuilder()
                        .setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON)))
        .build();
  }

  /** Whether this machine's CPU has instructions for bfloat16. */
  public static boolean cpuHasBfloat16() {
    try {
      return Files.readString(Path.of("/proc/cpuinfo")).contains("avx512_bf16");
    } catch (IOException e) {
      return false;
    }
  }
}
