/** The one jar that goes to a Flink cluster with every job. */
@org.jspecify.annotations.NullMarked
package dev.docent.pipelines.jobjar;
