/** What a person should know of a data set before training on it. */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.dataset.statistics;
