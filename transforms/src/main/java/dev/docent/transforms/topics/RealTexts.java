package dev.docent.transforms.topics;

import dev.docent.records.EntrySection;
import dev.docent.records.RawPage;
import dev.docent.records.Section;
import dev.docent.records.lsa.TfIdf;
import dev.docent.records.lsa.Weighting;
import dev.docent.transforms.articles.ArticleParser;
import dev.docent.transforms.articles.ParseOutcome;
import dev.docent.transforms.wikipedia.wikitext.WikitextParser;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Sections of real sites and of a Wikipedia dump, and their matrix, without Beam. */
final class RealTexts {
  private static final int MIN_ARTICLE = 200;
  private static final int MIN_SECTION = 100;

  private final Map<String, List<Text>> byArticle = new TreeMap<>();
  private int sections;

  private record Text(String id, String text) {}

  /** Adds each page of a folder's {@code *.tar.gz}, one a site. */
  RealTexts addSites(Path folder) throws IOException {
    ArticleParser parser = new ArticleParser(MIN_ARTICLE, MIN_SECTION);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".tar.gz")).sorted().toList()) {
        addSite(file, parser);
      }
    }
    return this;
  }

  private void addSite(Path file, ArticleParser parser) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(raw))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile() && entry.getName().endsWith(".html")) {
          RawPage page =
              RawPage.newBuilder()
                  .setId(entry.getName())
                  .setContentType("text/html")
                  .setContent(ByteBuffer.wrap(tar.readAllBytes()))
                  .setDigest("")
                  .setIngestedAt(Instant.EPOCH)
                  .build();
          if (parser.parse(page) instanceof ParseOutcome.Parsed parsed) {
            for (Section section : parsed.article().getSections()) {
              add(entry.getName(), section.getId(), SectionText.of(parsed.article(), section));
            }
          }
        }
      }
    }
  }

  /** Adds each article of a bzip2 dump. */
  RealTexts addDump(Path dump) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try (InputStream in =
        new BZip2CompressorInputStream(new BufferedInputStream(Files.newInputStream(dump)), true)) {
      XMLStreamReader reader = factory.createXMLStreamReader(in);
      String title = "";
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT) {
          if (reader.getLocalName().equals("title")) {
            title = reader.getElementText();
          } else if (reader.getLocalName().equals("text")) {
            addEntry(title, reader.getElementText());
          }
        }
      }
    } catch (XMLStreamException e) {
      throw new IOException(dump + " is no whole XML", e);
    }
    return this;
  }

  private void addEntry(String title, String wikitext) {
    int number = 0;
    for (EntrySection section : WikitextParser.parse(wikitext).sections()) {
      if (section.getText().length() >= MIN_SECTION) {
        String headings = String.join("\n", section.getHeadingPath());
        String id = "wikipedia:%s#%04d".formatted(title, number++);
        add("wikipedia:" + title, id, title + "\n" + headings + "\n" + section.getText());
      }
    }
  }

  private void add(String article, String id, String text) {
    byArticle.computeIfAbsent(article, a -> new ArrayList<>()).add(new Text(id, text));
    sections++;
  }

  int sections() {
    return sections;
  }

  /** The vocabulary, as {@link BuildLexicon} makes it. */
  Lexicon lexicon(int minDocumentFrequency, double maxShare, int maxTerms, Weighting weighting) {
    TermCounter counter = new TermCounter();
    byArticle.values().forEach(texts -> texts.forEach(text -> counter.add(text.text)));
    long most = Lexicon.maxDocuments(maxShare, minDocumentFrequency, sections);
    List<Lexicon.Candidate> chosen = new ArrayList<>();
    counter
        .terms()
        .forEach(
            (term, s) -> {
              if (s.documents() >= minDocumentFrequency && s.documents() <= most) {
                chosen.add(
                    new Lexicon.Candidate(
                        term, s.commonestSurface(), s.documents(), s.occurrences(), s.scatter()));
              }
            });
    chosen.sort(new BuildLexicon.ByFrequency().reversed());
    return Lexicon.of(chosen.subList(0, Math.min(maxTerms, chosen.size())), sections, weighting);
  }

  /** The matrix, in the buckets of {@link RowBuckets}. */
  LocalSvd.Rows rows(Lexicon lexicon) {
    TfIdf weights = lexicon.tfIdf();
    int count = RowBuckets.count(sections);
    List<SparseRows.Builder> buckets = new ArrayList<>();
    for (int bucket = 0; bucket < count; bucket++) {
      buckets.add(new SparseRows.Builder());
    }
    byArticle.forEach(
        (article, texts) -> {
          SparseRows.Builder bucket = buckets.get(RowBuckets.of(article, count));
          texts.forEach(text -> bucket.add(text.id, article, weights.weigh(text.text)));
        });
    return LocalSvd.Rows.of(
        buckets.stream()
            .filter(bucket -> !bucket.isEmpty())
            .map(bucket -> SparseRows.merge(List.of(bucket.build())))
            .toList());
  }
}
