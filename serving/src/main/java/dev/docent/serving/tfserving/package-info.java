/**
 * Brings published versions to TF-Serving, which reads no object stores, with its configuration.
 */
@org.jspecify.annotations.NullMarked
package dev.docent.serving.tfserving;
