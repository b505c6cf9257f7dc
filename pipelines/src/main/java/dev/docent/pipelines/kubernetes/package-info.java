/** Stages as Kubernetes Jobs. */
@org.jspecify.annotations.NullMarked
package dev.docent.pipelines.kubernetes;
