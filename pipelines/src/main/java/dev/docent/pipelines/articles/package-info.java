/** The stages from a site's pages to articles with sections. */
@org.jspecify.annotations.NullMarked
package dev.docent.pipelines.articles;
