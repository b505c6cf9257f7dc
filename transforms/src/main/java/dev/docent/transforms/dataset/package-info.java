/**
 * The training set: weak queries made from the site's own text and from matched Wikipedia entries,
 * each with the passage it came from and passages that don't answer it.
 */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.dataset;
