/** Counting what goes in, what comes out, and what is left behind. */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.counting;
