package dev.docent.serving.evaluation;

import dev.docent.records.UserException;
import dev.docent.serving.evaluation.collection.BeirFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A collection to evaluate on, and the folder where its results go.
 *
 * @param folder of the results
 */
record CollectionOutput(BeirFolder collection, OutputFolder output, Path folder) {
  /**
   * Opens collections. One alone writes into the folder itself, several write into folders of their
   * names below it.
   *
   * @throws UserException if two have the same name, or one is no collection
   */
  static List<CollectionOutput> of(List<String> folders, Path out) throws IOException {
    List<CollectionOutput> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String folder : folders) {
      BeirFolder collection = BeirFolder.open(Path.of(folder));
      if (!names.add(collection.name())) {
        throw new UserException(
            "two collections are called '%s'; their results would be written to one folder"
                .formatted(collection.name()));
      }
      Path results = folders.size() == 1 ? out : out.resolve(collection.name());
      all.add(
          new CollectionOutput(
              collection, new OutputFolder(results, EvaluationFiles.names()), results));
    }
    return all;
  }
}
