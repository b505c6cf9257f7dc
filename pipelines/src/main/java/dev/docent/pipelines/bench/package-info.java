/** {@code docent bench}: measures parts of Docent beside what others do with the same input. */
@org.jspecify.annotations.NullMarked
package dev.docent.pipelines.bench;
