/** The workflow: every stage in order, here or as a process. */
@org.jspecify.annotations.NullMarked
package dev.docent.pipelines.workflow;
