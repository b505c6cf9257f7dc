package dev.docent.serving.bench;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection to a server of this machine that costs the machine little: GET by HTTP/1.1. */
final class PlainHttp implements Closeable {
  private static final int ANSWER_TIMEOUT_MILLIS = 60_000;

  private final Socket socket;
  private final InputStream in;

  /** An answer whose body has a length or ends with the connection. */
  record Answer(int status, boolean retryAfter, String body) {}

  PlainHttp(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(ANSWER_TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
  }

  /** The path of a search. */
  static String search(String query, String more) {
    return "/api/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + more;
  }

  Answer get(String path) throws IOException {
    socket
        .getOutputStream()
        .write(
            ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    String[] status = line().split(" ", 3);
    int length = -1;
    boolean chunked = false;
    boolean retryAfter = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      retryAfter |= lower.startsWith("retry-after:");
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).strip());
      }
    }
    String body = chunked ? chunks() : text(Math.max(0, length));
    return new Answer(Integer.parseInt(status[1]), retryAfter, body);
  }

  private String chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    while (true) {
      int length = Integer.parseInt(line().strip(), 16);
      body.append(text(length));
      line();
      if (length == 0) {
        return body.toString();
      }
    }
  }

  private String text(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the server closed the connection");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
