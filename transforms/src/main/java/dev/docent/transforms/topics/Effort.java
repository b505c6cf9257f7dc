package dev.docent.transforms.topics;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;

/**
 * What some work took.
 *
 * @param cpuSeconds of all threads of this Java, its compiler and collector included
 */
record Effort<T>(T result, double cpuSeconds, double wallSeconds) {
  static <T> Effort<T> of(Callable<T> work) throws Exception {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long wall = System.nanoTime();
    T result = work.call();
    return new Effort<>(
        result, (system.getProcessCpuTime() - cpu) / 1e9, (System.nanoTime() - wall) / 1e9);
  }
}
