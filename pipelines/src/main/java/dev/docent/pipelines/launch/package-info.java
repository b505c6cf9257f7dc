/** Starts other class paths' commands, and stages among them. */
@org.jspecify.annotations.NullMarked
package dev.docent.pipelines.launch;
