package dev.docent.serving.vectors;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/** Writes an index of vectors: one segment, in the order of section ids. */
public final class SectionVectorsWriter implements Closeable {
  private static final double BUFFER_MEGABYTES = 64;

  private final FSDirectory directory;
  private final IndexWriter writer;
  private boolean committed;

  /**
   * @param folder where the index goes; an index that is there is replaced
   */
  public SectionVectorsWriter(Path folder) throws IOException {
    directory = FSDirectory.open(folder);
    IndexWriterConfig settings =
        new IndexWriterConfig()
            .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
            .setIndexSort(new Sort(new SortField(VectorFields.SECTION, SortField.Type.STRING)))
            .setRAMBufferSizeMB(BUFFER_MEGABYTES)
            .setCommitOnClose(false);
    writer = new IndexWriter(directory, settings);
  }

  /**
   * Adds a window of a section.
   *
   * @param vector of length 1; all windows' have the same size
   */
  public void add(String sectionId, float[] vector) throws IOException {
    Document document = new Document();
    document.add(new SortedDocValuesField(VectorFields.SECTION, new BytesRef(sectionId)));
    document.add(
        new KnnFloatVectorField(VectorFields.VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
    writer.addDocument(document);
  }

  /** Merges to one segment and makes all that was added the index. */
  public void commit() throws IOException {
    writer.forceMerge(1);
    writer.commit();
    committed = true;
  }

  @Override
  public void close() throws IOException {
    if (committed) {
      writer.close();
    } else {
      writer.rollback();
    }
    directory.close();
  }
}
