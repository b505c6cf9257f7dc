/** Links from sitemaps (sitemaps.org protocol 0.9). */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.sources.sitemap;
