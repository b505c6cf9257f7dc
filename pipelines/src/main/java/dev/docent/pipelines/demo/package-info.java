/** The whole flow on the bundled sample. */
@org.jspecify.annotations.NullMarked
package dev.docent.pipelines.demo;
