/** Passages that look like answers to a query and aren't. */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.dataset.negatives;
