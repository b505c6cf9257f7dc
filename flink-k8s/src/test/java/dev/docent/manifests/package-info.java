/** The manifests as kustomize renders them, and the checks that each must pass. */
@NullMarked
package dev.docent.manifests;

import org.jspecify.annotations.NullMarked;
