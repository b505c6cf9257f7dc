/**
 * A site of our own on this machine's loopback, with an article API, sitemaps, feeds, robots.txt
 * and the faults of real sites, to try fetching on.
 */
@org.jspecify.annotations.NullMarked
package dev.docent.pipelines.testsite;
