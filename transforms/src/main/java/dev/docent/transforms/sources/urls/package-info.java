/** Links from a list of URLs. */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.sources.urls;
