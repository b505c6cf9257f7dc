/** A bzip2 decoder that reads on after damage and begins at any block. */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.wikipedia.bzip2;
