package dev.docent.records.stage;

/** The work of a stage: reads its inputs, writes data files, counts. */
@FunctionalInterface
public interface StageBody {
  /**
   * Writes the stage's files below {@link StageContext#output()}. The artifact is complete only
   * once this returned; whatever it throws, nothing that looks complete is left.
   */
  void run(StageContext context) throws Exception;
}
