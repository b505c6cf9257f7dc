/** From a site's pages to articles with sections. */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.articles;
