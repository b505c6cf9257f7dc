/** Shows a comparison: on the terminal, as JSON and as a page. */
@org.jspecify.annotations.NullMarked
package dev.docent.serving.evaluation.report;
