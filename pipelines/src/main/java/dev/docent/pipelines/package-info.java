/** Beam pipelines, one a stage, and the workflow that runs all stages. */
@NullMarked
package dev.docent.pipelines;

import org.jspecify.annotations.NullMarked;
