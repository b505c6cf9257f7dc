/** The site's topics (LSA) as the search uses them. */
@org.jspecify.annotations.NullMarked
package dev.docent.serving.topics;
