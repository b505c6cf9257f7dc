package dev.docent.pipelines.report;

import dev.docent.records.html.HtmlText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Pictures that are part of the page itself. */
final class Pictures {
  /** Where a PNG's header has its width and height, as big-endian whole numbers. */
  private static final int WIDTH_AT = 16;

  private static final int HEADER_BYTES = 24;

  private Pictures() {}

  static void png(Html html, Path file, String alternative) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    html.raw("<img loading=\"lazy\"");
    if (bytes.length >= HEADER_BYTES) {
      ByteBuffer header = ByteBuffer.wrap(bytes, WIDTH_AT, HEADER_BYTES - WIDTH_AT);
      html.raw(" width=\"" + header.getInt() + "\" height=\"" + header.getInt() + "\"");
    }
    html.raw(" alt=\"" + HtmlText.escape(alternative) + "\" src=\"data:image/png;base64,")
        .raw(Base64.getEncoder().encodeToString(bytes))
        .raw("\">\n");
  }
}
