/** Releases: an index and a model that are searched together, and the pointer to one of them. */
@org.jspecify.annotations.NullMarked
package dev.docent.serving.releases;
