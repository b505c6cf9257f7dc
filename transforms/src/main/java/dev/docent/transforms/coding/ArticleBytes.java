package dev.docent.transforms.coding;

import dev.docent.records.Article;
import dev.docent.records.Section;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.util.VarInt;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an article between the steps of one job. Files hold articles in Avro's form, whose
 * readers and writers go by the schema and take several times as long; nothing outlives a job in
 * this one.
 */
final class ArticleBytes {
  private static final int FIRST_BYTES = 1 << 13;

  private ArticleBytes() {}

  static byte[] of(Article article) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_BYTES);
    try {
      write(article, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(Article article, ByteArrayOutputStream bytes) throws IOException {
    text(article.getId(), bytes);
    maybeText(article.getUrl(), bytes);
    text(article.getTitle(), bytes);
    maybeText(article.getLanguage(), bytes);
    maybeText(article.getPublished(), bytes);
    texts(article.getTags(), bytes);
    VarInt.encode(article.getSections().size(), bytes);
    for (Section section : article.getSections()) {
      text(section.getId(), bytes);
      text(section.getArticleId(), bytes);
      VarInt.encode(section.getPosition(), bytes);
      VarInt.encode(section.getLevel(), bytes);
      texts(section.getHeadingPath(), bytes);
      maybeText(section.getAnchor(), bytes);
      text(section.getText(), bytes);
      texts(section.getCode(), bytes);
    }
  }

  /**
   * @throws UncheckedIOException if the bytes end too early
   */
  static Article article(byte[] bytes) {
    InputStream in = new ByteArrayInputStream(bytes);
    try {
      return new Article(
          text(in), maybeText(in), text(in), maybeText(in), maybeText(in), texts(in), sections(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The article's id, for which the rest isn't read. */
  static String id(byte[] bytes) {
    try {
      return text(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Section> sections(InputStream in) throws IOException {
    int size = VarInt.decodeInt(in);
    List<Section> sections = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      sections.add(
          new Section(
              text(in),
              text(in),
              VarInt.decodeInt(in),
              VarInt.decodeInt(in),
              texts(in),
              maybeText(in),
              text(in),
              texts(in)));
    }
    return sections;
  }

  private static void text(String text, ByteArrayOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    VarInt.encode(bytes.length, out);
    out.write(bytes, 0, bytes.length);
  }

  private static String text(InputStream in) throws IOException {
    return text(VarInt.decodeInt(in), in);
  }

  private static String text(int length, InputStream in) throws IOException {
    byte[] bytes = new byte[length];
    if (in.readNBytes(bytes, 0, length) < length) {
      throw new EOFException("an article ends within a text");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The length is one more than that of the text; 0 is null. */
  private static void maybeText(@Nullable String text, ByteArrayOutputStream out)
      throws IOException {
    if (text == null) {
      out.write(0);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    VarInt.encode(bytes.length + 1, out);
    out.write(bytes, 0, bytes.length);
  }

  private static @Nullable String maybeText(InputStream in) throws IOException {
    int length = VarInt.decodeInt(in);
    return length == 0 ? null : text(length - 1, in);
  }

  private static void texts(List<String> texts, ByteArrayOutputStream out) throws IOException {
    VarInt.encode(texts.size(), out);
    for (String text : texts) {
      text(text, out);
    }
  }

  private static List<String> texts(InputStream in) throws IOException {
    int size = VarInt.decodeInt(in);
    List<String> texts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      texts.add(text(in));
    }
    return texts;
  }
}
