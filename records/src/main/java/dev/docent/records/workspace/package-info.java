/** Artifacts, manifests and fingerprints: where outputs live and how they come to be complete. */
@org.jspecify.annotations.NullMarked
package dev.docent.records.workspace;
