/** What a data set must be like before anything is trained on it. */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.dataset.validation;
