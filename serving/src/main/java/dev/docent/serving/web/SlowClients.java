package dev.docent.serving.web;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a connection on which something was received and nothing was sent for too long: a client
 * that writes its request a byte at a time holds no place for good. One that doesn't take its
 * answer is cut too.
 */
final class SlowClients extends ChannelDuplexHandler {
  private final long nanos;
  private @Nullable Future<?> cut;

  private SlowClients(Duration longest) {
    this.nanos = longest.toNanos();
  }

  /**
   * Watches a connection.
   *
   * @param longest from the first byte of a request to the first of its answer, and for an answer
   *     to be taken
   */
  static void watch(ChannelPipeline pipeline, Duration longest) {
    pipeline.addFirst(new WriteTimeoutHandler(longest.toMillis(), TimeUnit.MILLISECONDS));
    pipeline.addFirst(new SlowClients(longest));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (cut == null) {
      cut = context.executor().schedule(() -> context.close(), nanos, TimeUnit.NANOSECONDS);
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    stop();
    context.write(message, promise);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    stop();
    context.fireChannelInactive();
  }

  private void stop() {
    if (cut != null) {
      cut.cancel(false);
      cut = null;
    }
  }
}
