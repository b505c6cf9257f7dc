/** One page that shows a whole run, from its pages to its verdict. */
@org.jspecify.annotations.NullMarked
package dev.docent.pipelines.report;
