package dev.docent.transforms.pages;

import dev.docent.records.RawPage;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.LocalCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads every page of an artifact that holds one version of each. Gives what {@link NewestPages}
 * would, which unpacks all files twice: once to learn which version is the newest.
 */
public final class EachPage extends PTransform<PBegin, PCollection<RawPage>> {
  private static final long serialVersionUID = 1L;

  private final List<String> files;

  private EachPage(List<String> files) {
    this.files = List.copyOf(files);
  }

  public static EachPage of(Artifact artifact) {
    return new EachPage(PageFiles.of(artifact, "pages"));
  }

  /** Reads files, each by its path or its location in a store. */
  static EachPage of(List<String> files) {
    return new EachPage(files);
  }

  @Override
  public PCollection<RawPage> expand(PBegin input) {
    return input
        .apply("Files", Create.of(files).withCoder(StringUtf8Coder.of()))
        .apply("Spread files", Reshuffle.viaRandomKey())
        .apply("Cut", ParDo.of(new CutFn()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of()))
        .apply("Spread ranges", Reshuffle.viaRandomKey())
        .apply("Read pages", ParDo.of(new ReadFn()))
        .setCoder(AvroCoder.specific(RawPage.class));
  }

  /** Gives where the ranges of a file begin. */
  private static final class CutFn extends DoFn<String, KV<String, Long>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element String file, OutputReceiver<KV<String, Long>> out)
        throws IOException {
      long size = Files.size(LocalCopy.of(file));
      for (long from = 0; from < size; from += PagePlace.RANGE_BYTES) {
        out.output(KV.of(file, from));
      }
    }
  }

  private static final class ReadFn extends DoFn<KV<String, Long>, RawPage> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element KV<String, Long> range, OutputReceiver<RawPage> out)
        throws IOException {
      long from = range.getValue();
      PageFiles.readRange(range.getKey(), from, from + PagePlace.RANGE_BYTES, out::output);
    }
  }
}
