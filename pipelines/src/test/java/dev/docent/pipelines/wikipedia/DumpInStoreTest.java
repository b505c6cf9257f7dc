package dev.docent.pipelines.wikipedia;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.docent.pipelines.beam.S3Clients;
import dev.docent.transforms.sources.files.StoredFiles;
import dev.docent.transforms.wikipedia.dump.DumpPage;
import dev.docent.transforms.wikipedia.dump.DumpReader;
import dev.docent.transforms.wikipedia.dump.DumpSplit;
import dev.docent.transforms.wikipedia.dump.DumpSplits;
import dev.docent.transforms.wikipedia.dump.SplitStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.aws2.options.S3Options;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** A dump and other files in S3, by the client that the stages' workers have. */
class DumpInStoreTest {
  private static final int PAGES = 180;

  /** Some 18 MB in all: two splits, of which the second begins in the middle of a page. */
  private static final String TEXT = "Words of a page. ".repeat(6000);

  @AfterEach
  void forget() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @Test
  void readsEachPageOnceByRangesAndAsksAgainWhatWasRefusedOrCutOff() throws IOException {
    byte[] dump = dump();
    try (RangedStore store = new RangedStore("bucket", "wiki/dump.xml", dump)) {
      use(store);
      List<DumpSplit> splits = DumpSplits.of("s3://bucket/wiki/dump.xml");
      assertTrue(splits.size() > 1, "one split alone proves nothing");
      List<Long> ids = new ArrayList<>();
      for (DumpSplit split : splits) {
        try (SplitStream stream = SplitStream.open(split)) {
          DumpReader reader = new DumpReader(stream);
          for (DumpPage page = reader.next(); page != null; page = reader.next()) {
            ids.add(page.id());
            assertEquals(TEXT, page.text(), "page " + page.id());
          }
          assertEquals(List.of(), reader.breaks());
        }
      }
      assertEquals(LongStream.rangeClosed(1, PAGES).boxed().toList(), ids);
      assertTrue(store.starts.contains(splits.get(1).start()), "no read from " + splits.get(1));
      assertTrue(store.refused.get() > 0, "nothing was refused");
      assertTrue(store.cut.get() > 0, "nothing was cut off");
    }
  }

  /** Pages, archives and lists are read so. */
  @Test
  void aStreamOfAFileIsWholeWhereAnAnswerIsCutOff() throws IOException {
    byte[] content = TEXT.getBytes(StandardCharsets.UTF_8);
    try (RangedStore store = new RangedStore("bucket", "site/page.html", content)) {
      use(store);
      for (int i = 0; i < 6; i++) {
        try (InputStream in = StoredFiles.open("s3://bucket/site/page.html")) {
          assertArrayEquals(content, in.readAllBytes());
        }
      }
      assertTrue(store.cut.get() > 0, "nothing was cut off");
    }
  }

  private static void use(RangedStore store) {
    S3Options options = PipelineOptionsFactory.create().as(S3Options.class);
    options.setS3ClientFactoryClass(S3Clients.class);
    options.setEndpoint(store.endpoint());
    options.setAwsRegion(Region.US_EAST_1);
    options.setAwsCredentialsProvider(
        StaticCredentialsProvider.create(AwsBasicCredentials.create("some", "body")));
    FileSystems.setDefaultPipelineOptions(options);
  }

  private static byte[] dump() {
    StringBuilder dump = new StringBuilder("<mediawiki version=\"0.11\">\n");
    for (int id = 1; id <= PAGES; id++) {
      dump.append(
          "<page><title>Page %d</title><ns>0</ns><id>%d</id><revision><text>%s</text></revision></page>\n"
              .formatted(id, id, TEXT));
    }
    return dump.append("</mediawiki>\n").toString().getBytes(StandardCharsets.UTF_8);
  }
}
