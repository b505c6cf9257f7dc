package dev.docent.serving.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A page in headless Chromium, steered over its DevTools protocol. */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();
  private int lastId;

  /** The browser's program, where one is installed. */
  static Optional<Path> installed() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
        Path program = Path.of(folder, name);
        if (Files.isExecutable(program)) {
          return Optional.of(program);
        }
      }
    }
    return Optional.empty();
  }

  Browser(Path program, Path profile) throws Exception {
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--hide-scrollbars",
                "--user-data-dir=" + profile,
                "--remote-debugging-port=0",
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    HttpClient client = HttpClient.newHttpClient();
    socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create(page(client, port())), new Listener())
            .get(60, TimeUnit.SECONDS);
    for (String domain : List.of("Page", "Runtime", "Log")) {
      send(domain + ".enable", Map.of());
    }
  }

  /** Opens an address and waits until it is loaded. */
  void open(String address) throws Exception {
    loaded = new CompletableFuture<>();
    send("Page.navigate", Map.of("url", address));
    loaded.get(60, TimeUnit.SECONDS);
  }

  /** Sets the size of the window and the user's colour scheme, {@code light} or {@code dark}. */
  void look(int width, int height, String scheme) throws Exception {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    send(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  void javaScript(boolean on) throws Exception {
    send("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
  }

  /** The value of an expression in the page; of a promise, what it comes to. */
  JsonNode evaluate(String expression) throws Exception {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    return answer.at("/result/value");
  }

  /** Presses a key, such as {@code ArrowDown} or {@code /}. */
  void press(String key) throws Exception {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("type", "keyDown");
    event.put("key", key);
    if (key.length() == 1) {
      event.put("text", key);
    }
    send("Input.dispatchKeyEvent", event);
    event.put("type", "keyUp");
    event.remove("text");
    send("Input.dispatchKeyEvent", event);
  }

  void screenshot(Path file) throws Exception {
    String png = send("Page.captureScreenshot", Map.of("format", "png")).get("data").asText();
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(png));
  }

  /** Errors that the page caused: broken policies, failed scripts, missing files, open dialogs. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() throws InterruptedException {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }

  private int port() throws IOException {
    BufferedReader errors =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    for (String line = errors.readLine(); line != null; line = errors.readLine()) {
      if (line.startsWith("DevTools listening on ")) {
        int port = URI.create(line.substring("DevTools listening on ".length())).getPort();
        Thread drain = new Thread(() -> errors.lines().forEach(ignored -> {}), "browser-errors");
        drain.setDaemon(true);
        drain.start();
        return port;
      }
    }
    throw new IOException("the browser did not start");
  }

  private static String page(HttpClient client, int port) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build();
    for (int attempt = 0; attempt < 100; attempt++) {
      String targets = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      for (JsonNode target : JSON.readTree(targets)) {
        if (target.get("type").asText().equals("page")) {
          return target.get("webSocketDebuggerUrl").asText();
        }
      }
      Thread.sleep(100);
    }
    throw new IOException("the browser has no page");
  }

  private JsonNode send(String method, Map<String, ?> parameters) throws Exception {
    int id = ++lastId;
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    String message =
        JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    socket.sendText(message, true).get(60, TimeUnit.SECONDS);
    return answer.get(60, TimeUnit.SECONDS);
  }

  private void receive(String message) throws IOException {
    JsonNode json = JSON.readTree(message);
    if (json.has("id")) {
      CompletableFuture<JsonNode> answer = answers.remove(json.get("id").asInt());
      if (json.has("error")) {
        answer.completeExceptionally(new IOException(json.get("error").toString()));
      } else {
        answer.complete(json.get("result"));
      }
      return;
    }
    switch (json.path("method").asText()) {
      case "Page.loadEventFired" -> loaded.complete(null);
      case "Runtime.exceptionThrown", "Page.javascriptDialogOpening" -> complaints.add(message);
      case "Log.entryAdded" -> {
        if (json.at("/params/entry/level").asText().equals("error")) {
          complaints.add(message);
        }
      }
      default -> {}
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        String message = text.toString();
        text.setLength(0);
        try {
          receive(message);
        } catch (IOException e) {
          complaints.add(e.toString());
        }
      }
      webSocket.request(1);
      return null;
    }
  }
}
