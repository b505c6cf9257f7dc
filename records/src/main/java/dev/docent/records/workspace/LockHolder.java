package dev.docent.records.workspace;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Who holds a workspace's lock.
 *
 * @param command that it runs, such as {@code docent run}
 * @param host by its name
 * @param pid the process id there
 * @param since when it took the lock
 * @param machine tells machines, and their caches, apart
 * @param token of this one taking
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LockHolder(
    String command, String host, long pid, Instant since, String machine, String token) {

  /** This process. */
  static LockHolder here(String command, String machine) {
    return new LockHolder(
        command,
        hostName(),
        ProcessHandle.current().pid(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        machine,
        UUID.randomUUID().toString());
  }

  static Optional<LockHolder> parse(byte[] json) {
    if (json.length == 0) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(Workspace.JSON.readValue(json, LockHolder.class));
    } catch (IOException e) {
      // Its writer was killed in the middle; the lock itself doesn't depend on what is told here.
      return Optional.empty();
    }
  }

  /** Such as {@code 'docent run' on host-1, process 4711, since 2026-01-01T00:00:00Z}. */
  @Override
  public String toString() {
    return "'%s' on %s, process %d, since %s".formatted(command, host, pid, since);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this host";
    }
  }
}
