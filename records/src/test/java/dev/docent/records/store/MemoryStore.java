package dev.docent.records.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An object store in memory, which fails when it is told to. */
public final class MemoryStore implements ObjectStore {
  /** How a call fails. */
  public enum Failure {
    /** Nothing has happened. */
    REFUSED,
    /** All has happened, and the answer is lost. */
    ANSWER_LOST
  }

  private final TreeMap<String, Content> objects = new TreeMap<>();
  private final TreeMap<String, Instant> times = new TreeMap<>();
  private Instant now = Instant.parse("2025-01-01T00:00:00Z");
  private int calls;
  private int failingCall = -1;
  private boolean failingEver;
  private Failure failure = Failure.REFUSED;
  private long tags;
  private boolean damagingUploads;
  private int interruptedCall = -1;
  private Runnable interruption = () -> {};

  /** Lets something else happen right before one call, counted from 0 from now on. */
  public synchronized void before(int call, Runnable what) {
    calls = 0;
    interruptedCall = call;
    interruption = what;
  }

  /** Lets one call fail, counted from 0 from now on. */
  public synchronized void failAt(int call, Failure how) {
    calls = 0;
    failingCall = call;
    failingEver = false;
    failure = how;
  }

  /** Lets all calls fail from one on, as if this process had been killed there. */
  public synchronized void goAwayAt(int call) {
    failAt(call, Failure.REFUSED);
    failingEver = true;
  }

  /** Lets files arrive otherwise than they were sent. */
  public synchronized void damageUploads() {
    damagingUploads = true;
  }

  public synchronized void behave() {
    damagingUploads = false;
    failingCall = -1;
    failingEver = false;
  }

  /** Whether the failure asked for has come. */
  public synchronized boolean hasFailed() {
    return failingCall >= 0 && calls > failingCall;
  }

  public synchronized void pass(Duration time) {
    now = now.plus(time);
  }

  public synchronized void damage(String key) {
    byte[] bytes = objects.get(key).bytes().clone();
    bytes[0] ^= 1;
    objects.put(key, new Content(bytes, "damaged"));
  }

  public synchronized List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  /** What a call does. */
  private interface Work<T> {
    T run() throws IOException;
  }

  private synchronized <T> T call(Work<T> work) throws IOException {
    int call = calls++;
    if (call == interruptedCall) {
      interruptedCall = -1;
      interruption.run();
    }
    boolean fails =
        failingCall >= 0 && (call == failingCall || (failingEver && call > failingCall));
    if (fails && failure == Failure.REFUSED) {
      throw new IOException("refused call " + call);
    }
    T result = work.run();
    if (fails) {
      throw new IOException("lost the answer to call " + call);
    }
    return result;
  }

  private void set(String key, byte[] content) {
    objects.put(key, new Content(content.clone(), "tag-" + tags++));
    times.put(key, now);
  }

  @Override
  public String uri(String key) {
    return "memory://" + key;
  }

  @Override
  public Optional<Content> get(String key) throws IOException {
    return call(() -> Optional.ofNullable(objects.get(key)));
  }

  @Override
  public void put(String key, byte[] content) throws IOException {
    call(
        () -> {
          set(key, content);
          return true;
        });
  }

  @Override
  public boolean create(String key, byte[] content) throws IOException {
    return replace(key, content, null);
  }

  @Override
  public boolean replace(String key, byte[] content, @Nullable String tag) throws IOException {
    return call(
        () -> {
          Content old = objects.get(key);
          if (tag == null ? old != null : old == null || !old.tag().equals(tag)) {
            return false;
          }
          set(key, content);
          return true;
        });
  }

  @Override
  public List<Entry> list(String prefix) throws IOException {
    return call(
        () ->
            objects.entrySet().stream()
                .filter(one -> one.getKey().startsWith(prefix))
                .map(
                    one ->
                        new Entry(
                            one.getKey(), one.getValue().bytes().length, times.get(one.getKey())))
                .toList());
  }

  @Override
  public List<String> children(String prefix) throws IOException {
    return list(prefix).stream()
        .map(entry -> entry.key().substring(prefix.length()))
        .filter(rest -> rest.contains("/"))
        .map(rest -> rest.substring(0, rest.indexOf('/')))
        .distinct()
        .toList();
  }

  @Override
  public void upload(Path file, String key, String sha256) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (damagingUploads && bytes.length > 0) {
      bytes[bytes.length - 1] ^= 1;
    }
    put(key, bytes);
  }

  @Override
  public void download(String key, Path file) throws IOException {
    call(() -> Files.write(file, objects.get(key).bytes()));
  }

  @Override
  public void delete(Collection<String> keys) throws IOException {
    call(() -> keys.stream().map(objects::remove).filter(old -> old != null).count());
  }

  @Override
  public void abortUploads(String prefix, Instant before) throws IOException {
    call(() -> true);
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  /** Whether two stores hold the same. */
  public static boolean same(Content a, Content b) {
    return Arrays.equals(a.bytes(), b.bytes());
  }
}
