/** Lines that a site repeats on many of its pages, found by statistics and dropped. */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.furniture;
