/** The language of an article's text. */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.language;
