package dev.docent.pipelines.beam;

import dev.docent.records.avro.AvroFiles;
import org.apache.avro.specific.SpecificRecord;
import org.apache.beam.sdk.extensions.avro.io.AvroIO;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/** A folder of Avro files of one record type, read and written by Beam. */
public final class RecordFiles {
  private RecordFiles() {}

  /**
   * Reads all {@code .avro} files of a folder; a folder without any reads as empty.
   *
   * @param folder a local path, or an address such as {@code s3://bucket/folder}
   */
  public static <T extends SpecificRecord> PTransform<PBegin, PCollection<T>> read(
      Class<T> type, String folder) {
    return AvroIO.read(type)
        .from(below(folder, "*.avro"))
        .withEmptyMatchTreatment(EmptyMatchTreatment.ALLOW);
  }

  /**
   * Writes to {@code part-00000-of-00002.avro} and so on.
   *
   * @param folder a local path, or an address such as {@code s3://bucket/folder}
   */
  public static <T extends SpecificRecord> PTransform<PCollection<T>, PDone> write(
      Class<T> type, String folder) {
    return AvroIO.write(type)
        .to(below(folder, "part"))
        .withSuffix(".avro")
        .withCodec(AvroFiles.codec());
  }

  private static String below(String folder, String name) {
    return folder.endsWith("/") ? folder + name : folder + "/" + name;
  }
}
