/** What a workspace holds. */
@org.jspecify.annotations.NullMarked
package dev.docent.pipelines.status;
