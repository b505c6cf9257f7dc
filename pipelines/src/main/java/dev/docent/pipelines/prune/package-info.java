/** Removes what nobody needs any more from a workspace. */
@org.jspecify.annotations.NullMarked
package dev.docent.pipelines.prune;
