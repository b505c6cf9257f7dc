/** Builds the Lucene index of sections. */
@org.jspecify.annotations.NullMarked
package dev.docent.serving.index;
