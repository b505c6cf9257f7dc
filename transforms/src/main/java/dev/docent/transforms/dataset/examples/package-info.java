/** From documents to training examples: choosing queries, adding negatives, splitting. */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.dataset.examples;
