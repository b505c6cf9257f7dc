/** Links or pages from RSS, Atom and JSON feeds. */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.sources.feed;
