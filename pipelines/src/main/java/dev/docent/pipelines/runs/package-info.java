/** What is kept of each run: how it ended, and what each stage of it did. */
@org.jspecify.annotations.NullMarked
package dev.docent.pipelines.runs;
