/**
 * Articles that say the same as another one: found, verified, and left to one canonical article.
 */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.duplicates;
