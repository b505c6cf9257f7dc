/** Weak queries: what a reader might ask that a section answers, made from the section alone. */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.dataset.queries;
