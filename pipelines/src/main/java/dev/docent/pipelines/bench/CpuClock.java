package dev.docent.pipelines.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** CPU time, of all threads: collecting garbage and compiling are part of the price. */
final class CpuClock {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final int LOOK_MILLIS = 20;

  private CpuClock() {}

  /** CPU seconds of this process while something runs. */
  static double seconds(Runnable work) {
    long start = SYSTEM.getProcessCpuTime();
    work.run();
    return (SYSTEM.getProcessCpuTime() - start) / 1e9;
  }

  /** Waits for a process and gives the CPU seconds that it had by its last look, or NaN. */
  static double secondsOf(Process process) throws IOException, InterruptedException {
    double seconds = Double.NaN;
    do {
      seconds =
          process
              .info()
              .totalCpuDuration()
              .map(Duration::toMillis)
              .map(ms -> ms / 1e3)
              .orElse(seconds);
    } while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS));
    return seconds;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
