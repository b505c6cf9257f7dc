/** Tells others how a run ended. */
@org.jspecify.annotations.NullMarked
package dev.docent.pipelines.hooks;
