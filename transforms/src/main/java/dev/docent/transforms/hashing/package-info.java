/** 64-bit hashes of text, the same on every machine. */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.hashing;
