/**
 * A bzip2 decoder that begins at any block, knows where a range ends, and reads on after damage.
 */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.wikipedia.bzip2;
