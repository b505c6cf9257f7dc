package dev.docent.records.lsa;

/**
 * A row of the section-term matrix: only the columns that aren't zero.
 *
 * @param indices columns in ascending order
 * @param values the values of those columns
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; copying each row would cost a pass.
public record SparseVector(int[] indices, float[] values) {
  /** How many columns aren't zero. */
  public int size() {
    return indices.length;
  }

  public boolean isEmpty() {
    return indices.length == 0;
  }
}
