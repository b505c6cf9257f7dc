/** A Flink session cluster of this machine: starting, stopping and asking it. */
@org.jspecify.annotations.NullMarked
package dev.docent.pipelines.cluster;
