/**
 * Vectors of sections by the sentence encoder: kept in an index of their own, asked by nearness.
 */
@org.jspecify.annotations.NullMarked
package dev.docent.serving.vectors;
