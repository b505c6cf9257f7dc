package dev.docent.transforms.topics;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * What some work took.
 *
 * @param cpuSeconds of all threads of this Java, its compiler and collector included
 * @param heap the most bytes that a garbage collection left: what the work held on to
 */
record Effort<T>(T result, double cpuSeconds, double wallSeconds, long heap) {
  static <T> Effort<T> of(Callable<T> work) throws Exception {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    AtomicLong most = new AtomicLong();
    NotificationListener listener =
        (notification, handback) -> {
          if (notification.getUserData() instanceof CompositeData data) {
            long left =
                GarbageCollectionNotificationInfo.from(data)
                    .getGcInfo()
                    .getMemoryUsageAfterGc()
                    .values()
                    .stream()
                    .mapToLong(MemoryUsage::getUsed)
                    .sum();
            most.accumulateAndGet(left, Math::max);
          }
        };
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector).addNotificationListener(listener, null, null);
    }
    try {
      long cpu = system.getProcessCpuTime();
      long wall = System.nanoTime();
      T result = work.call();
      return new Effort<>(
          result,
          (system.getProcessCpuTime() - cpu) / 1e9,
          (System.nanoTime() - wall) / 1e9,
          most.get());
    } finally {
      for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
        ((NotificationEmitter) collector).removeNotificationListener(listener);
      }
    }
  }
}
