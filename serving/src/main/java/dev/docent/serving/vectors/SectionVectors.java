package dev.docent.serving.vectors;

import dev.docent.records.UserException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/**
 * An index of vectors, open for search (Malkov and Yashunin 2016, by Lucene). Several windows may
 * belong to a section; a section is as near as its nearest window. Safe for use by several threads.
 */
public final class SectionVectors implements Closeable {
  /** Windows asked for a section wanted: of one section several may be near. */
  private static final int WINDOWS_A_SECTION = 3;

  private final FSDirectory directory;
  private final DirectoryReader reader;

  /** The first window of each section, by the section's place in the order of ids; then the end. */
  private final int[] firstWindow;

  private SectionVectors(FSDirectory directory, DirectoryReader reader, int[] firstWindow) {
    this.directory = directory;
    this.reader = reader;
    this.firstWindow = firstWindow;
  }

  /**
   * Opens an index.
   *
   * @throws UserException if there is none
   */
  public static SectionVectors open(Path folder) throws IOException {
    FSDirectory directory = FSDirectory.open(folder);
    try {
      DirectoryReader reader = DirectoryReader.open(directory);
      return new SectionVectors(directory, reader, firstWindows(reader));
    } catch (IndexNotFoundException e) {
      directory.close();
      throw new UserException("there are no vectors in '%s'".formatted(folder), e);
    }
  }

  /** How many sections have vectors. */
  public int sections() {
    return firstWindow.length - 1;
  }

  /** How many windows there are. */
  public int windows() {
    return reader.numDocs();
  }

  /**
   * The sections nearest to a vector, the nearest first.
   *
   * @param query of length 1
   * @param n how many at most, 1 or more
   */
  public List<String> nearest(float[] query, int n) {
    if (sections() == 0) {
      return List.of();
    }
    int wanted = Math.min(n, sections());
    int windows = n;
    try {
      while (true) {
        windows = Math.min(windows(), windows * WINDOWS_A_SECTION);
        Set<String> nearest = sectionsOf(query, windows);
        if (nearest.size() >= wanted || windows == windows()) {
          return List.copyOf(nearest).subList(0, Math.min(wanted, nearest.size()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * How near sections are: the cosine of each one's nearest window, -1 to 1.
   *
   * @param query of length 1
   * @return one a section, in their order; -1 for one without vectors
   */
  public float[] cosines(float[] query, List<String> sectionIds) {
    float[] cosines = new float[sectionIds.size()];
    try {
      LeafReader leaf = leaf(reader);
      for (int i = 0; i < cosines.length; i++) {
        cosines[i] = -1;
        int place = leaf == null ? -1 : place(leaf, sectionIds.get(i));
        if (leaf != null && place >= 0) {
          cosines[i] = greatest(leaf, query, firstWindow[place], firstWindow[place + 1]);
        }
      }
      return cosines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
    directory.close();
  }

  private Set<String> sectionsOf(float[] query, int windows) throws IOException {
    ScoreDoc[] hits =
        new IndexSearcher(reader)
            .search(new KnnFloatVectorQuery(VectorFields.VECTOR, query, windows), windows)
            .scoreDocs;
    Set<String> sections = new LinkedHashSet<>();
    LeafReader leaf = leaf(reader);
    for (ScoreDoc hit : hits) {
      // Doc values only go forward.
      SortedDocValues ids = leaf.getSortedDocValues(VectorFields.SECTION);
      ids.advanceExact(hit.doc);
      sections.add(ids.lookupOrd(ids.ordValue()).utf8ToString());
    }
    return sections;
  }

  private static float greatest(LeafReader leaf, float[] query, int from, int to)
      throws IOException {
    FloatVectorValues vectors = leaf.getFloatVectorValues(VectorFields.VECTOR);
    float greatest = -1;
    for (int doc = vectors.advance(from); doc < to; doc = vectors.nextDoc()) {
      float[] window = vectors.vectorValue();
      float product = 0;
      for (int k = 0; k < query.length; k++) {
        product += query[k] * window[k];
      }
      greatest = Math.max(greatest, product);
    }
    return greatest;
  }

  private static int place(LeafReader leaf, String sectionId) throws IOException {
    return leaf.getSortedDocValues(VectorFields.SECTION).lookupTerm(new BytesRef(sectionId));
  }

  private static int[] firstWindows(DirectoryReader reader) throws IOException {
    LeafReader leaf = leaf(reader);
    if (leaf == null) {
      return new int[1];
    }
    SortedDocValues ids = leaf.getSortedDocValues(VectorFields.SECTION);
    List<Integer> first = new ArrayList<>();
    for (int doc = 0; doc < leaf.maxDoc(); doc++) {
      ids.advanceExact(doc);
      if (ids.ordValue() == first.size()) {
        first.add(doc);
      }
    }
    first.add(leaf.maxDoc());
    return first.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The one segment; null where nothing was ever added. */
  private static @org.jspecify.annotations.Nullable LeafReader leaf(DirectoryReader reader) {
    if (reader.leaves().isEmpty()) {
      return null;
    }
    if (reader.leaves().size() != 1) {
      throw new IllegalStateException("an index of vectors has one segment");
    }
    return reader.leaves().get(0).reader();
  }
}
