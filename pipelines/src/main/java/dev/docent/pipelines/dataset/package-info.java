/** The stage that builds the training set. */
@org.jspecify.annotations.NullMarked
package dev.docent.pipelines.dataset;
