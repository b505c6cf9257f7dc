/** The topics stage. */
@org.jspecify.annotations.NullMarked
package dev.docent.pipelines.topics;
