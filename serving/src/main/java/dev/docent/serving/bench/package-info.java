/** What {@code docent bench search} measures: the search as people ask it, beside its parts. */
@org.jspecify.annotations.NullMarked
package dev.docent.serving.bench;
