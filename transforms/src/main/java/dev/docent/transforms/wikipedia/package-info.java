/** Matches the site's topics with the entries of a Wikipedia dump. */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.wikipedia;
