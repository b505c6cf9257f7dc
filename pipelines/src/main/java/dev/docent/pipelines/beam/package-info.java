/** How a stage runs as a Beam job. */
@org.jspecify.annotations.NullMarked
package dev.docent.pipelines.beam;
