/** What all benchmarks have in common: options, and the report with its targets. */
@org.jspecify.annotations.NullMarked
package dev.docent.records.bench;
