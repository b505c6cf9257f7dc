/** The stage that matches topics with Wikipedia entries. */
@org.jspecify.annotations.NullMarked
package dev.docent.pipelines.wikipedia;
