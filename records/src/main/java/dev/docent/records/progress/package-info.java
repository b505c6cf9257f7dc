/** How long work tells of itself. */
@org.jspecify.annotations.NullMarked
package dev.docent.records.progress;
