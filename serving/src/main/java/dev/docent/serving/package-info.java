/** Serves the search: index, ranking, prediction, evaluation, web. */
@org.jspecify.annotations.NullMarked
package dev.docent.serving;
