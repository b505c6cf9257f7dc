package dev.docent.serving.web;

import dev.docent.records.UserException;
import dev.docent.records.stage.Stage;
import dev.docent.records.workspace.Artifact;
import dev.docent.records.workspace.Workspace;
import dev.docent.serving.prediction.PublishedModel;
import dev.docent.serving.releases.Release;
import dev.docent.serving.releases.Releases;
import java.io.IOException;
import java.util.Optional;

/**
 * What a search is made of.
 *
 * @param name of the release; empty where it is none
 */
record SearchedParts(
    String name, Artifact index, Optional<Artifact> topics, Optional<PublishedModel> model) {
  static SearchedParts current(Workspace workspace, String modelName) throws IOException {
    Artifact index = indexed(workspace);
    String parsed = index.manifest().inputs().getOrDefault(Stage.PARSE.id(), "");
    Optional<Artifact> topics =
        workspace
            .currentArtifact(Stage.TOPICS)
            // Those of other articles tell nothing.
            .filter(one -> parsed.equals(one.manifest().inputs().get(Stage.PARSE.id())));
    return new SearchedParts("", index, topics, PublishedModel.find(workspace, modelName));
  }

  static SearchedParts of(Workspace workspace, Release release) throws IOException {
    Releases releases = new Releases(workspace);
    String topics = release.topics();
    return new SearchedParts(
        Integer.toString(release.number()),
        releases.index(release),
        topics == null ? Optional.empty() : workspace.find(Stage.TOPICS, topics),
        releases.model(release));
  }

  private static Artifact indexed(Workspace workspace) throws IOException {
    return workspace
        .currentArtifact(Stage.INDEX)
        .orElseThrow(
            () ->
                new UserException(
                    "the workspace '%s' has no index; 'docent run' or 'docent index' makes one"
                        .formatted(workspace.location())));
  }
}
