package dev.docent.transforms.wikipedia.dump;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Makes and reads small dumps for tests. */
public final class Dumps {
  public static final String HEAD =
      "<mediawiki xmlns=\"http://www.mediawiki.org/xml/export-0.11/\" version=\"0.11\">\n"
          + "  <siteinfo><base>https://en.wikipedia.org/wiki/Main_Page</base></siteinfo>\n";
  public static final String TAIL = "</mediawiki>\n";

  private Dumps() {}

  /** An article's page element. */
  public static String page(long id, String title, String text) {
    return page(id, title, 0, "", text);
  }

  static String page(long id, String title, int namespace, String redirect, String text) {
    return """
          <page>
            <title>%s</title>
            <ns>%d</ns>
            <id>%d</id>
            %s
            <revision>
              <id>%d</id>
              <contributor><username>X</username><id>7</id></contributor>
              <text bytes="%d" xml:space="preserve">%s</text>
            </revision>
          </page>
        """
        .formatted(title, namespace, id, redirect, id + 1000, text.length(), text);
  }

  /** Compresses each part as a bzip2 stream of its own, as multistream dumps have them. */
  public static byte[] bzip2(String... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String part : parts) {
      try (var out = new BZip2CompressorOutputStream(all, 1)) {
        out.write(part.getBytes(StandardCharsets.UTF_8));
      }
    }
    return all.toByteArray();
  }

  /** What a dump's splits give, and the place of the break if there is one. */
  record Contents(List<DumpPage> pages, List<DumpBreak> breaks) {
    List<String> titles() {
      return pages.stream().map(DumpPage::title).toList();
    }
  }

  static Contents read(Path file) throws IOException {
    return read(DumpSplits.of(file), DumpReader.MAX_TEXT_BYTES);
  }

  static Contents read(List<DumpSplit> splits, int maxTextBytes) throws IOException {
    List<DumpPage> pages = new ArrayList<>();
    List<DumpBreak> breaks = new ArrayList<>();
    for (DumpSplit split : splits) {
      try (SplitStream stream = SplitStream.open(split)) {
        DumpReader reader = new DumpReader(stream, maxTextBytes);
        for (DumpPage page = reader.next(); page != null; page = reader.next()) {
          pages.add(page);
        }
        breaks.addAll(reader.breaks());
      }
    }
    return new Contents(pages, breaks);
  }

  public static Path write(Path file, String xml) throws IOException {
    return Files.writeString(file, xml);
  }
}
