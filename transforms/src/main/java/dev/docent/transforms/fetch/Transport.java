package dev.docent.transforms.fetch;

import dev.docent.transforms.fetch.AddressGuard.PrivateAddressException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends single requests: no redirects, no repeats, no cookies. Addresses are guarded, bodies and
 * times are bounded; the time runs from the connecting to the body's last byte, so that a server
 * that sends a byte now and then is cut off as well.
 */
final class Transport implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 256;
  private static final int ERROR_BODY_BYTES = 1 << 16;
  private static final String SLOT = "docent.slot";
  private static final String USER_AGENT = "User-Agent";

  /** One thread cuts off the requests of this JVM whose time is over. */
  private static final ScheduledThreadPoolExecutor CLOCK = clock();

  private final FetchSettings settings;
  private final CloseableHttpClient http;

  Transport(FetchSettings settings, AddressGuard guard) {
    this.settings = settings;
    Timeout timeout = Timeout.of(settings.timeout());
    this.http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(guard)
                    .setMaxConnPerRoute(settings.connections())
                    .setMaxConnTotal(MAX_CONNECTIONS)
                    .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(timeout).build())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(timeout)
                            .setSocketTimeout(timeout)
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setResponseTimeout(timeout)
                    .setConnectionRequestTimeout(timeout)
                    .build())
            // The last moment before the request is written, when its connection stands.
            .addExecInterceptorBefore(
                ChainElement.MAIN_TRANSPORT.name(),
                SLOT,
                (request, scope, chain) -> {
                  ((Pace.Slot) scope.clientContext.getAttribute(SLOT)).written();
                  return chain.proceed(request, scope);
                })
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableContentCompression()
            .disableAuthCaching()
            .build();
  }

  /**
   * Sends one request, and reads its answer if that is a success.
   *
   * @param headers besides User-Agent and Accept-Encoding
   * @param slot the request's place in its host's rate
   * @throws FetchException whatever kept a whole answer from coming
   */
  WebAnswer send(URI url, Map<String, String> headers, long maxBytes, Pace.Slot slot)
      throws FetchException {
    HttpGet request = new HttpGet(url);
    request.setHeader(USER_AGENT, settings.userAgent());
    request.setHeader("Accept-Encoding", BodyReader.CODINGS);
    headers.forEach(request::setHeader);
    AtomicBoolean late = new AtomicBoolean();
    ScheduledFuture<?> end =
        CLOCK.schedule(
            () -> {
              late.set(true);
              request.cancel();
            },
            settings.timeoutSeconds(),
            TimeUnit.SECONDS);
    try {
      return exchange(request, url, maxBytes, slot);
    } catch (IOException e) {
      throw problem(url, e, late.get()).exception(e);
    } finally {
      end.cancel(false);
    }
  }

  private WebAnswer exchange(HttpGet request, URI url, long maxBytes, Pace.Slot slot)
      throws IOException, FetchException {
    boolean whole = false;
    HttpClientContext context = HttpClientContext.create();
    context.setAttribute(SLOT, slot);
    ClassicHttpResponse response = http.executeOpen(null, request, context);
    try {
      WebAnswer answer = read(url, response, maxBytes, slot);
      whole = answer.status() / 100 == 2 || passOver(response.getEntity());
      return answer;
    } finally {
      if (!whole) {
        // Otherwise closing would read the rest of a body that is given up, however long it is.
        request.cancel();
      }
      closeQuietly(response);
    }
  }

  /** What there was to learn is learnt by then: a connection that breaks now matters no more. */
  private static void closeQuietly(ClassicHttpResponse response) {
    try {
      response.close();
    } catch (IOException e) {
      // Such as that of a request that was given up.
    }
  }

  /** Reads a short body that nobody needs, so that its connection can be used again. */
  private static boolean passOver(@Nullable HttpEntity entity) {
    if (entity == null) {
      return true;
    }
    try {
      return entity.getContent().readNBytes(ERROR_BODY_BYTES).length < ERROR_BODY_BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  private static WebAnswer read(
      URI url, ClassicHttpResponse response, long maxBytes, Pace.Slot slot)
      throws IOException, FetchException {
    slot.answered();
    Map<String, String> headers = new TreeMap<>();
    for (Header header : response.getHeaders()) {
      String value = header.getValue() == null ? "" : header.getValue();
      headers.merge(
          header.getName().toLowerCase(Locale.ROOT), value, (before, more) -> before + ", " + more);
    }
    byte[] body = {};
    int status = response.getCode();
    HttpEntity entity = response.getEntity();
    if (entity != null && status >= 200 && status < 300) {
      if (entity.getContentLength() > maxBytes) {
        throw BodyReader.tooLarge(maxBytes).exception();
      }
      body = BodyReader.read(entity.getContent(), headers.get("content-encoding"), maxBytes);
    }
    return new WebAnswer(
        url.toString(),
        status,
        headers,
        body,
        1,
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        null);
  }

  private Problem problem(URI url, IOException e, boolean late) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    if (e instanceof PrivateAddressException) {
      return Problem.refused("private-address", message);
    }
    if (late || e instanceof SocketTimeoutException || e instanceof ConnectTimeoutException) {
      return Problem.passing(
          "timed-out", "no whole answer within %d seconds".formatted(settings.timeoutSeconds()));
    }
    if (e instanceof UnknownHostException) {
      return Problem.passing("unknown-host", "'%s' has no address".formatted(url.getHost()));
    }
    if (e instanceof SSLException) {
      return Problem.failed("tls-failed", message);
    }
    if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
      return Problem.passing("no-connection", message);
    }
    if (e.getCause() instanceof ProtocolException) {
      return Problem.failed("not-http", message);
    }
    return Problem.passing("connection-broke", message);
  }

  @Override
  public void close() throws IOException {
    http.close();
  }

  private static ScheduledThreadPoolExecutor clock() {
    ScheduledThreadPoolExecutor clock =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "docent-request-clock");
              thread.setDaemon(true);
              return thread;
            });
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }
}
