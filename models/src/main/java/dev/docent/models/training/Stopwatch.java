package dev.docent.models.training;

import java.lang.management.ManagementFactory;
import java.util.function.DoubleSupplier;

/** What a training has cost in time; it goes on where a killed attempt left off. */
final class Stopwatch {
  private final DoubleSupplier wall;
  private final DoubleSupplier cpu;
  private double wallStart;
  private double cpuStart;

  /**
   * Begins at 0.
   *
   * @param wall seconds from any start
   * @param cpu seconds that all cores worked, from any start
   */
  Stopwatch(DoubleSupplier wall, DoubleSupplier cpu) {
    this.wall = wall;
    this.cpu = cpu;
    goOn(0, 0);
  }

  /** Begins now, and counts the CPU time of this process. */
  static Stopwatch ofThisProcess() {
    return new Stopwatch(() -> System.nanoTime() / 1e9, Stopwatch::processCpuSeconds);
  }

  /** Counts on from what was spent before. */
  void goOn(double seconds, double cpuSeconds) {
    wallStart = wall.getAsDouble() - seconds;
    cpuStart = cpu.getAsDouble() - cpuSeconds;
  }

  /** Seconds, earlier attempts included. */
  double seconds() {
    return wall.getAsDouble() - wallStart;
  }

  /** Seconds that all cores worked, earlier attempts included. */
  double cpuSeconds() {
    return cpu.getAsDouble() - cpuStart;
  }

  private static double processCpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : 0;
  }
}
